-- Deadlines, counted as the office of a place counts them. A day is over when the next one begins there.
create function workflow_zone(region text) returns text language sql stable parallel safe as $$
    select coalesce(
        (select z.zone from workflow_officezone z where region ^@ z.region_code::text
         order by length(z.region_code) desc limit 1),
        'Asia/Jakarta')
$$;

create function workflow_end_of(day date, region text) returns timestamptz language sql stable parallel safe as $$
    select (day + 1)::timestamp at time zone workflow_zone(region)
$$;

-- The hours of a place on a day: those of the narrowest area that has any, by the latest that hold on that day.
create function workflow_hours(region text, asked date, out opens time, out closes time)
language sql stable parallel safe as $$
    with known as (
        select h.region_code, h.valid_from from workflow_officehours h
        where region ^@ h.region_code::text and h.valid_from <= asked
        order by length(h.region_code) desc, h.valid_from desc limit 1
    )
    select h.opens, h.closes from known join workflow_officehours h using (region_code, valid_from)
    where h.weekday = extract(isodow from asked)
      and not exists (select from workflow_holiday f where f.day = asked and region ^@ f.region_code::text)
$$;

create function workflow_add_working_days(start date, n integer, region text) returns date
language plpgsql stable parallel safe as $$
declare
    day date := start;
    rest integer := n;
    hours record;
begin
    while rest > 0 loop
        day := day + 1;
        if day > start + n * 10 + 400 then return null; end if;  -- a place that never opens
        select * into hours from workflow_hours(region, day);
        if hours.opens is not null then rest := rest - 1; end if;
    end loop;
    return day;
end $$;

create function workflow_add_office_minutes(start timestamptz, n integer, region text) returns timestamptz
language plpgsql stable parallel safe as $$
declare
    zone text := workflow_zone(region);
    moment timestamp := start at time zone zone;
    rest interval := make_interval(mins => n);
    hours record;
begin
    for step in 0 .. 400 loop
        select * into hours from workflow_hours(region, moment::date);
        if hours.opens is not null and moment::time < hours.closes then
            moment := greatest(moment, moment::date + hours.opens);
            if moment + rest <= moment::date + hours.closes then
                return (moment + rest) at time zone zone;
            end if;
            rest := rest - (moment::date + hours.closes - moment);
        end if;
        moment := moment::date + 1;
    end loop;
    return null;
end $$;

create function workflow_day_of_month(region text, asked_event text, month date) returns date
language sql stable parallel safe as $$
    select least(month + c.day - 1, (month + interval '1 month' - interval '1 day')::date)
    from workflow_calendarday c
    where region ^@ c.region_code::text and c.event = asked_event
      and c.from_month <= month and (c.to_month is null or c.to_month >= month)
    order by length(c.region_code) desc, c.from_month desc limit 1
$$;

create function workflow_date(given text) returns date language plpgsql immutable parallel safe as $$
begin
    return case when given ~ '^\d{4}-\d{2}-\d{2}$' then given::date end;
exception when datetime_field_overflow then
    return null;
end $$;

-- When a term ends that began at `since`; nothing where it cannot be counted.
create function workflow_due(
    kind text, n integer, name text, office_hours boolean, since timestamptz, region text, period date, given text
) returns timestamptz language plpgsql stable parallel safe as $$
declare
    day date := (since at time zone workflow_zone(region))::date;
begin
    return case kind
        when 'minutes' then
            case when office_hours then workflow_add_office_minutes(since, n, region)
                 else since + make_interval(mins => n) end
        when 'days' then workflow_end_of(day + n, region)
        when 'months' then workflow_end_of((day + make_interval(months => n))::date, region)
        when 'working_days' then workflow_end_of(workflow_add_working_days(day, n, region), region)
        when 'day_of_month' then
            workflow_end_of(workflow_day_of_month(region, name, coalesce(period, date_trunc('month', day)::date)), region)
        when 'paper_date' then
            workflow_end_of(coalesce(workflow_date(given), case when n > 0 then day + n end), region)
    end;
end $$;
