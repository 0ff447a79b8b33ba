-- name: schedules()
select id, name, system, archived from schedules where not archived order by system desc, name;

-- name: schedule_by_id(id)^
select id, name, system, archived from schedules where id = :id;

-- name: schedule_by_name(name)^
select id, name, system, archived from schedules where name = :name and not archived;

-- name: steps_of(schedule_id)
select s.number, s.wait_days, s.tone, c.id, c.name, c.subject, c.body, c.defaults
from steps s
left join custom_messages c on c.id = s.custom_message_id
where s.schedule_id = :schedule_id
order by s.position;

-- name: insert_schedule(s, last_number)!
insert into schedules (id, name, system, archived, last_number)
values (:s.id, :s.name, :s.system, :s.archived, :last_number);

-- name: save_schedule(s, last_number)!
update schedules
set name = :s.name, archived = :s.archived, last_number = :last_number
where id = :s.id;

-- name: last_number(schedule_id)$
select last_number from schedules where id = :schedule_id;

-- name: delete_steps(schedule_id)!
delete from steps where schedule_id = :schedule_id;

-- name: insert_steps(schedule_id, numbers, positions, waits, tones, message_ids)!
insert into steps (schedule_id, number, position, wait_days, tone, custom_message_id)
select
    cast(:schedule_id as uuid),
    unnest(cast(:numbers as integer[])),
    unnest(cast(:positions as integer[])),
    unnest(cast(:waits as integer[])),
    unnest(cast(:tones as text[])),
    unnest(cast(:message_ids as uuid[]));

-- name: assistants_beginning_with(schedule_id)
-- Names of the assistants whose default the schedule is.
select name from assistants where default_schedule_id = :schedule_id order by name;

-- name: delete_drafts_without_step(schedule_id)!
delete from drafts
where lead_id in (select id from leads where schedule_id = :schedule_id)
    and step not in (select number from steps where schedule_id = :schedule_id);
