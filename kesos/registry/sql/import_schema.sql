-- name: number_is_sound
-- The structure of a NIK, or without the +40 of a No KK; foundation.numbers says the same, a test holds them together.
create function registry_number_is_sound(digits text, women_plus_forty boolean) returns boolean
language sql immutable parallel safe
return case when digits is null then null when digits !~ '^[1-9][0-9]{15}$' then false else
    substr(digits, 9, 2) between '01' and '12' and substr(digits, 13) <> '0000'
    and (substr(digits, 7, 2) between '01' and '31' or women_plus_forty and substr(digits, 7, 2) between '41' and '71')
    and (substr(digits, 7, 2)::int % 40) <= case
        when substr(digits, 9, 2) in ('04', '06', '09', '11') then 30
        when substr(digits, 9, 2) = '02' then case when substr(digits, 11, 2)::int % 4 = 0 then 29 else 28 end
        else 31 end
end

-- name: drop_number_is_sound
drop function registry_number_is_sound
