-- A case stands in a state of its own version, and is closed exactly where that state is an end.
alter table workflow_flowstate add constraint flow_state_of_version
    foreign key (flow, version) references workflow_flowversion (flow, version);
alter table workflow_flowstep add constraint flow_step_from
    foreign key (flow, version, state) references workflow_flowstate (flow, version, state);
alter table workflow_flowstep add constraint flow_step_to
    foreign key (flow, version, to_state) references workflow_flowstate (flow, version, state);
alter table workflow_case add constraint case_in_declared_state
    foreign key (flow, flow_version, state, is_closed) references workflow_flowstate (flow, version, state, final);

-- A case is where its decision brought it: nobody moves it by hand.
alter table workflow_case add constraint case_brought_by_decision
    foreign key (id, stay, state) references workflow_decision (case_id, seq, to_state);

create function workflow_begins() returns trigger language plpgsql as $$
begin
    if new.last_seq <> 0 or not exists (
        select from workflow_flowversion v
        where (v.flow, v.version, v.starts) = (new.flow, new.flow_version, new.state)
    ) then
        raise exception 'case % does not stand where its flow begins', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger case_begins before insert on workflow_case for each row execute function workflow_begins();

create function workflow_keeps() returns trigger language plpgsql as $$
begin
    raise exception 'case %: what it is does not change', old.id using errcode = 'check_violation';
end $$;
create trigger case_keeps before update on workflow_case for each row when (
    (new.stay is null and (old.stay is not null or new.state <> old.state))
    or (new.flow, new.flow_version, new.opened_at, new.opened_by)
        is distinct from (old.flow, old.flow_version, old.opened_at, old.opened_by)
    or new.last_seq < old.last_seq
) execute function workflow_keeps();
