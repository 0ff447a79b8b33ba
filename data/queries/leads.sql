-- name: lead_by_id(id)^
select * from leads where id = :id;

-- name: leads_by_ids(ids)
select * from leads where id in (select unnest(cast(:ids as uuid[]))) order by created_at, id;

-- name: lead_by_email(email)^
select * from leads where email = :email;

-- name: lead_by_token(token)^
select * from leads where token = :token;

-- name: lead_of_messages(message_ids)^
-- The lead that one of these Message-IDs was sent to; the latest where there are several.
select l.*
from leads l
join messages m on m.lead_id = l.id
where m.message_id in (select unnest(cast(:message_ids as text[])))
order by m.claimed_at desc
limit 1;

-- name: leads_of_thread(domain, subject)
-- Leads at a mail domain whose thread has this subject in lower case.
select l.*
from leads l
where right(l.email, length(cast(:domain as text)) + 1) = '@' || cast(:domain as text)
    and exists (
        select 1 from messages m where m.lead_id = l.id and m.step is not null and lower(m.subject) = :subject
    )
limit 2;

-- name: save_lead(lead)!
update leads
set
    first_name = :lead.first_name,
    last_name = :lead.last_name,
    phone = :lead.phone,
    company = :lead.company,
    country = :lead.country,
    zone = :lead.zone,
    language = :lead.language,
    assistant_id = :lead.assistant_id,
    source = :lead.source,
    context = :lead.context,
    additional_information = :lead.additional_information,
    schedule_id = :lead.schedule_id,
    run = :lead.run,
    start_at = :lead.start_at,
    next_step = :lead.next_step,
    next_send_at = :lead.next_send_at,
    state = :lead.state,
    sub_state = :lead.sub_state,
    held = :lead.held,
    resume_at = :lead.resume_at,
    meeting_on = :lead.meeting_on,
    meeting_at = :lead.meeting_at,
    soft_bounces = :lead.soft_bounces
where id = :lead.id;

-- name: due_leads(assistant_id, moment, day_ago, most_a_day, safe_only, n)
-- Leads whose next step may be claimed, earliest first.
select l.*
from leads l
where l.assistant_id = :assistant_id
    and l.state = 'Cold'
    and l.held = ''
    and l.next_step is not null
    and l.next_send_at <= :moment
    and (
        not cast(:safe_only as boolean)
        or exists (select 1 from messages w where w.lead_id = l.id and w.status = 'sent')
        or exists (select 1 from replies r where r.lead_id = l.id and not r.automatic)
    )
    and not exists (select 1 from suppressions s where s.email = l.email)
    and not exists (select 1 from replies r where r.lead_id = l.id and r.kind is null)
    and not exists (
        select 1 from messages m
        where m.lead_id = l.id and m.run = l.run and m.step is not null and m.status <> 'sent'
    )
    and l.id not in (
        select m.lead_id from messages m
        where m.step is not null and m.claimed_at > :day_ago
        group by m.lead_id
        having count(*) >= :most_a_day
    )
order by l.next_send_at, l.id
limit :n;

-- name: postpone_due_leads(assistant_id, moment, until)!
-- They keep their order, which is by `next_send_at`: a second before becomes a microsecond after `until`.
update leads
set next_send_at = cast(:until as timestamptz)
    + (next_send_at - cast(:until as timestamptz) + interval '30 days') / 1000000
where assistant_id = :assistant_id and state = 'Cold' and held = '' and next_send_at <= :moment;

-- name: planned_by_hour(assistant_id)
select date_trunc('hour', next_send_at) as hour, count(*) as leads from leads
where assistant_id = :assistant_id and next_send_at is not null
group by 1;

-- name: hold_overdue_leads(before)
-- A first message that was never tried goes late; whatever else is that late would read oddly, so a person decides.
update leads
set held = 'overdue'
where state in ('Cold', 'Out of office')
    and held = ''
    and (resume_at is null or resume_at < :before)
    and (
        (
            next_send_at < :before
            and exists (
                select 1 from messages m where m.lead_id = leads.id and m.run = leads.run and m.step is not null
            )
        )
        or exists (
            select 1 from messages m
            where m.lead_id = leads.id
                and m.run = leads.run
                and m.step is not null
                and m.status in ('queued', 'retry')
                and m.due_at < :before
                and (
                    m.attempts > 0
                    or exists (
                        select 1 from messages sent
                        where sent.lead_id = m.lead_id
                            and sent.run = m.run
                            and sent.step is not null
                            and sent.status = 'sent'
                    )
                )
        )
    )
returning id;

-- name: returned_leads(moment)
select * from leads where state = 'Out of office' and resume_at <= :moment order by resume_at, id;

-- name: known_emails(emails)
select email from leads where email in (select unnest(cast(:emails as text[])));

-- name: fill_empty_fields(emails, first_names, last_names, phones, companies, designations, industries, linkedin_urls, company_linkedin_urls, twitter_urls, locations, countries, zones, languages, customs)!
-- What a lead added again may still tell us; nothing that is there is overwritten.
update leads
set
    first_name = case when leads.first_name = '' then u.first_name else leads.first_name end,
    last_name = case when leads.last_name = '' then u.last_name else leads.last_name end,
    phone = case when leads.phone = '' then u.phone else leads.phone end,
    company = case when leads.company = '' then u.company else leads.company end,
    designation = case when leads.designation = '' then u.designation else leads.designation end,
    industry = case when leads.industry = '' then u.industry else leads.industry end,
    linkedin_url = case when leads.linkedin_url = '' then u.linkedin_url else leads.linkedin_url end,
    company_linkedin_url = case
        when leads.company_linkedin_url = '' then u.company_linkedin_url else leads.company_linkedin_url
    end,
    twitter_url = case when leads.twitter_url = '' then u.twitter_url else leads.twitter_url end,
    location = case when leads.location = '' then u.location else leads.location end,
    country = case when leads.country = '' then u.country else leads.country end,
    zone = case when leads.zone = '' then u.zone else leads.zone end,
    language = case when leads.language = '' then u.language else leads.language end,
    custom = case when leads.custom = '{}' then u.custom else leads.custom end
from (
    select
        unnest(cast(:emails as text[])) as email,
        unnest(cast(:first_names as text[])) as first_name,
        unnest(cast(:last_names as text[])) as last_name,
        unnest(cast(:phones as text[])) as phone,
        unnest(cast(:companies as text[])) as company,
        unnest(cast(:designations as text[])) as designation,
        unnest(cast(:industries as text[])) as industry,
        unnest(cast(:linkedin_urls as text[])) as linkedin_url,
        unnest(cast(:company_linkedin_urls as text[])) as company_linkedin_url,
        unnest(cast(:twitter_urls as text[])) as twitter_url,
        unnest(cast(:locations as text[])) as location,
        unnest(cast(:countries as text[])) as country,
        unnest(cast(:zones as text[])) as zone,
        unnest(cast(:languages as text[])) as language,
        unnest(cast(:customs as text[])) as custom
) u
where leads.email = u.email;

-- name: insert_leads(ids, tokens, emails, first_names, last_names, phones, companies, designations, industries, linkedin_urls, company_linkedin_urls, twitter_urls, locations, countries, zones, languages, customs, send_ats, places, order, first_step, held, upload_id, moment)!
-- `order` is what is the same for all of them. None may be known: in one transaction, DuckDB's `on conflict`
-- slows with the square of the rows.
insert into leads (
    id, token, email, first_name, last_name, phone, company, designation, industry, linkedin_url,
    company_linkedin_url, twitter_url, location, country, zone, language, custom, assistant_id, source,
    context, additional_information, schedule_id, run, start_at, next_step, next_send_at, state, sub_state, held,
    resume_at, meeting_on, meeting_at, soft_bounces, upload_id, place, created_at
)
select
    unnest(cast(:ids as uuid[])),
    unnest(cast(:tokens as text[])),
    unnest(cast(:emails as text[])),
    unnest(cast(:first_names as text[])),
    unnest(cast(:last_names as text[])),
    unnest(cast(:phones as text[])),
    unnest(cast(:companies as text[])),
    unnest(cast(:designations as text[])),
    unnest(cast(:industries as text[])),
    unnest(cast(:linkedin_urls as text[])),
    unnest(cast(:company_linkedin_urls as text[])),
    unnest(cast(:twitter_urls as text[])),
    unnest(cast(:locations as text[])),
    unnest(cast(:countries as text[])),
    unnest(cast(:zones as text[])),
    unnest(cast(:languages as text[])),
    unnest(cast(:customs as text[])),
    cast(:order.assistant_id as uuid),
    :order.source,
    :order.context,
    :order.additional_information,
    cast(:order.schedule_id as uuid),
    1,
    unnest(cast(:send_ats as timestamptz[])),
    cast(:first_step as integer),
    unnest(cast(:send_ats as timestamptz[])),
    'Cold',
    '',
    :held,
    cast(null as timestamptz),
    cast(null as date),
    cast(null as timestamptz),
    0,
    cast(:upload_id as uuid),
    unnest(cast(:places as integer[])),
    cast(:moment as timestamptz);

-- name: replans(schedule_id, rewaited)
-- The leads of a schedule for whom its steps as they are now change the next one, or the wait before it:
-- `following` is the first, in order, that was not written in the present run.
select
    l.*,
    s.number as following,
    m.sent_at as last_sent_at,
    coalesce(m.unsent, 0) > 0 as on_its_way
from leads l
left join (
    select each.id, min(p.position) as position
    from leads each
    join steps p on p.schedule_id = each.schedule_id
    where each.schedule_id = :schedule_id
        and not exists (
            select 1 from messages w where w.lead_id = each.id and w.run = each.run and w.step = p.number
        )
    group by each.id
) f on f.id = l.id
left join steps s on s.schedule_id = l.schedule_id and s.position = f.position
left join (
    select
        lead_id,
        run,
        max(case when status = 'sent' then sent_at end) as sent_at,
        sum(case when status = 'sent' then 0 else 1 end) as unsent
    from messages
    where step is not null and lead_id in (select id from leads where schedule_id = :schedule_id)
    group by lead_id, run
) m on m.lead_id = l.id and m.run = l.run
where l.schedule_id = :schedule_id
    and l.state <> 'Unsubscribed'
    and (l.next_step is distinct from s.number or s.number in (select unnest(cast(:rewaited as integer[]))));

-- name: save_plans(ids, next_steps, send_ats)!
update leads
set next_step = p.next_step, next_send_at = p.send_at
from (
    select
        unnest(cast(:ids as uuid[])) as id,
        unnest(cast(:next_steps as integer[])) as next_step,
        unnest(cast(:send_ats as timestamptz[])) as send_at
) p
where leads.id = p.id;

-- name: finish_leads(ids)!
update leads
set state = 'Processed', sub_state = '', held = '', next_step = null, next_send_at = null, resume_at = null
where id in (select unnest(cast(:ids as uuid[])));

-- name: drafted_leads(ids)
-- Those of these leads that wait for a person's Start, and may be written to.
select l.* from leads l
where l.id in (select unnest(cast(:ids as uuid[])))
    and l.state = 'Cold'
    and l.held = 'draft'
    and not exists (select 1 from suppressions s where s.email = l.email);

-- name: start_drafted_leads(ids, send_ats)!
update leads
set held = '', start_at = p.send_at, next_send_at = p.send_at
from (
    select unnest(cast(:ids as uuid[])) as id, unnest(cast(:send_ats as timestamptz[])) as send_at
) p
where leads.id = p.id;
