-- name: number_is_sound
-- The structure of a NIK, or without the +40 of a No KK; foundation.numbers says the same, a test holds them together.
create function registry_number_is_sound(digits text, women_plus_forty boolean) returns boolean
language sql immutable parallel safe
return case when digits is null then null when digits !~ '^[1-9][0-9]{15}$' then false else
    digits::bigint / 1000000 % 100 between 1 and 12 and digits::bigint % 10000 <> 0
    and (digits::bigint / 100000000 % 100 between 1 and 31
         or women_plus_forty and digits::bigint / 100000000 % 100 between 41 and 71)
    and digits::bigint / 100000000 % 100 % 40 <= case digits::bigint / 1000000 % 100
        when 4 then 30 when 6 then 30 when 9 then 30 when 11 then 30
        when 2 then case when digits::bigint / 10000 % 4 = 0 then 29 else 28 end
        else 31 end
end

-- name: drop_number_is_sound
drop function registry_number_is_sound
