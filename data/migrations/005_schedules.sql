-- DuckDB changes no constraint of a table that is there, so the two small tables are made anew.
alter table schedules rename to old_schedules;
create table schedules (
    id uuid primary key,
    name text not null, -- each once among those not archived
    system boolean not null,
    archived boolean not null, -- deleted while leads were under way on it
    last_number integer not null -- the highest number that a step of it ever had
);

insert into schedules (id, name, system, archived, last_number)
select s.id, s.name, s.system, false, (select coalesce(max(p.position), 0) from steps p where p.schedule_id = s.id)
from old_schedules s;
drop table old_schedules;

-- What messages.step and leads.next_step hold was the position; from now on it is the number, which stays.
alter table steps rename to old_steps;
create table steps (
    schedule_id uuid not null,
    number integer not null,
    position integer not null,
    wait_days integer not null,
    tone text not null,
    custom_message_id uuid,
    primary key (schedule_id, number)
);

insert into steps (schedule_id, number, position, wait_days, tone)
select schedule_id, position, position, wait_days, tone from old_steps;
drop table old_steps;

create table custom_messages (
    id uuid primary key,
    name text not null unique,
    subject text not null,
    body text not null,
    defaults text not null
);

create table drafts (
    lead_id uuid not null,
    run integer not null,
    step integer not null,
    recipient text not null,
    cc text not null,
    subject text not null,
    body text not null,
    written_by text not null,
    written_at timestamptz not null,
    primary key (lead_id, run, step)
);

create table broadcasts (
    id uuid primary key,
    name text not null unique,
    subject text not null,
    body text not null,
    defaults text not null,
    send_at timestamptz not null,
    skipped integer not null,
    who text not null,
    created_at timestamptz not null,
    cancelled_at timestamptz
);

-- DuckDB adds a column only without a constraint, and takes the constraint afterwards; PostgreSQL takes both.
alter table messages add column recipient text default '';
alter table messages alter column recipient set not null;
alter table messages add column broadcast_id uuid;
