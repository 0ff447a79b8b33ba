-- name: custom_messages()
select id, name, subject, body, defaults from custom_messages order by name;

-- name: custom_message_by_id(id)^
select id, name, subject, body, defaults from custom_messages where id = :id;

-- name: custom_message_by_name(name)^
select id, name, subject, body, defaults from custom_messages where name = :name;

-- name: insert_custom_message(m, defaults)!
insert into custom_messages (id, name, subject, body, defaults)
values (:m.id, :m.name, :m.subject, :m.body, :defaults);

-- name: save_custom_message(m, defaults)!
update custom_messages
set name = :m.name, subject = :m.subject, body = :m.body, defaults = :defaults
where id = :m.id;

-- name: delete_custom_message(id)!
delete from custom_messages where id = :id;

-- name: schedules_with_message(message_id)
-- An archived schedule counts as long as leads are under way on it.
select s.name, s.archived
from schedules s
where exists (select 1 from steps p where p.schedule_id = s.id and p.custom_message_id = :message_id)
    and (
        not s.archived
        or exists (select 1 from leads l where l.schedule_id = s.id and l.state not in ('Processed', 'Unsubscribed'))
    )
order by s.name;

-- name: sample_columns(n)
-- The fullest custom columns of each upload, for the names of the columns that there are.
select custom
from (
    select custom, row_number() over (partition by upload_id order by length(custom) desc, id) as place
    from leads
    where custom <> '{}'
) fullest
where place <= :n;
