-- name: assistants()
select * from assistants order by name, id;

-- name: assistant_by_id(id)^
select * from assistants where id = :id;

-- name: assistant_by_email(email)^
select * from assistants where email = :email;

-- name: insert_assistant(a)!
insert into assistants (
    id, name, email, title, company, postal_address, signature, additional_information, owner_name,
    owner_email, zone, opens, closes, off_days, daily_limit, paused, default_schedule_id
)
values (
    :a.id, :a.name, :a.email, :a.title, :a.company, :a.postal_address, :a.signature,
    :a.additional_information, :a.owner_name, :a.owner_email, :a.zone, :a.opens, :a.closes, :a.off_days,
    :a.daily_limit, :a.paused, :a.default_schedule_id
);

-- name: save_assistant(a)!
update assistants
set
    name = :a.name,
    email = :a.email,
    title = :a.title,
    company = :a.company,
    postal_address = :a.postal_address,
    signature = :a.signature,
    additional_information = :a.additional_information,
    owner_name = :a.owner_name,
    owner_email = :a.owner_email,
    zone = :a.zone,
    opens = :a.opens,
    closes = :a.closes,
    off_days = :a.off_days,
    daily_limit = :a.daily_limit,
    paused = :a.paused,
    default_schedule_id = :a.default_schedule_id
where id = :a.id;

-- name: schedules()
select id, name from schedules order by system desc, name;

-- name: schedule_by_id(id)^
select id, name from schedules where id = :id;

-- name: schedule_by_name(name)^
select id, name from schedules where name = :name;

-- name: steps_of(schedule_id)
select position, wait_days, tone from steps where schedule_id = :schedule_id order by position;

-- name: insert_schedule(id, name, system)!
insert into schedules (id, name, system) values (:id, :name, :system);

-- name: insert_steps(schedule_id, positions, waits, tones)!
insert into steps (schedule_id, position, wait_days, tone)
select
    cast(:schedule_id as uuid),
    unnest(cast(:positions as integer[])),
    unnest(cast(:waits as integer[])),
    unnest(cast(:tones as text[]));
