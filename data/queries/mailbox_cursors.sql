-- name: save_cursor(mailbox, c)!
insert into mailbox_cursors (mailbox, validity, uid, since)
values (:mailbox, :c.validity, :c.uid, :c.since)
on conflict (mailbox) do update
set validity = excluded.validity, uid = excluded.uid, since = excluded.since;

-- name: cursors()
select mailbox, validity, uid, since from mailbox_cursors order by mailbox;
