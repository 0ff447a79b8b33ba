-- name: save_standing(reply_id, lead)!
update replies
set state_before = :lead.state, held_before = :lead.held, resume_at_before = :lead.resume_at
where id = :reply_id;

-- name: reply_by_id(id)^
select
    id, key, message_id, lead_id, sender, sender_name, subject, raw, received_at, kind, state_before, held_before,
    resume_at_before
from replies
where id = :id;

-- name: insert_correction(id, reply_id, wording, kind_before, kind_after, who, moment)!
insert into corrections (id, reply_id, wording, kind_before, kind_after, who, corrected_at)
values (:id, :reply_id, :wording, :kind_before, :kind_after, :who, :moment);

-- name: latest_corrections()
-- Of every wording the latest correction, the latest first, with the text as it came.
select wording, kind, who, corrected_at, text
from (
    select
        c.wording,
        c.kind_after as kind,
        c.who,
        c.corrected_at,
        c.id,
        r.text,
        row_number() over (partition by c.wording order by c.corrected_at desc, c.id desc) as place
    from corrections c
    join replies r on r.id = c.reply_id
    where c.wording <> ''
) latest
where place = 1
order by corrected_at desc, id desc;

-- name: handle_engagement(lead_id, message_id, who, moment)
-- What one reply left open; its ids come back.
update engagements
set handled_at = :moment, handled_by = :who
where lead_id = :lead_id and message_id = :message_id and handled_at is null
returning id;
