-- name: draft_of(lead_id, run, step)^
select * from drafts where lead_id = :lead_id and run = :run and step = :step;

-- name: drafts_of(lead_id, run)
select * from drafts where lead_id = :lead_id and run = :run order by step;

-- name: save_draft(d)!
insert into drafts (lead_id, run, step, recipient, cc, subject, body, written_by, written_at)
values (
    :d.lead_id, :d.run, :d.step, :d.recipient, :d.cc, :d.subject, :d.body, :d.written_by, :d.written_at
)
on conflict (lead_id, run, step) do update
set
    recipient = excluded.recipient,
    cc = excluded.cc,
    subject = excluded.subject,
    body = excluded.body,
    written_by = excluded.written_by,
    written_at = excluded.written_at;

-- name: delete_draft(lead_id, run, step)!
delete from drafts where lead_id = :lead_id and run = :run and step = :step;
