-- name: assistants()
-- The default one first.
select * from assistants order by is_default desc, name, id;

-- name: assistant_by_id(id)^
select * from assistants where id = :id;

-- name: assistant_by_email(email)^
select * from assistants where email = :email;

-- name: insert_assistant(a)!
insert into assistants (
    id, name, email, title, company, website, postal_address, signature, language, additional_information,
    default_source, default_context, default_schedule_id, brochure_url, calendar_url, nurture_lines, excluded,
    owner_name, owner_email, copies, zone, opens, closes, off_days, keeps_holidays, daily_limit, paused,
    is_default
)
values (
    :a.id, :a.name, :a.email, :a.title, :a.company, :a.website, :a.postal_address, :a.signature, :a.language,
    :a.additional_information, :a.default_source, :a.default_context, :a.default_schedule_id, :a.brochure_url,
    :a.calendar_url, :a.nurture_lines, :a.excluded, :a.owner_name, :a.owner_email, :a.copies, :a.zone, :a.opens,
    :a.closes, :a.off_days, :a.keeps_holidays, :a.daily_limit, :a.paused, :a.is_default
);

-- name: save_assistant(a)!
update assistants
set
    name = :a.name,
    email = :a.email,
    title = :a.title,
    company = :a.company,
    website = :a.website,
    postal_address = :a.postal_address,
    signature = :a.signature,
    language = :a.language,
    additional_information = :a.additional_information,
    default_source = :a.default_source,
    default_context = :a.default_context,
    default_schedule_id = :a.default_schedule_id,
    brochure_url = :a.brochure_url,
    calendar_url = :a.calendar_url,
    nurture_lines = :a.nurture_lines,
    excluded = :a.excluded,
    owner_name = :a.owner_name,
    owner_email = :a.owner_email,
    copies = :a.copies,
    zone = :a.zone,
    opens = :a.opens,
    closes = :a.closes,
    off_days = :a.off_days,
    keeps_holidays = :a.keeps_holidays,
    daily_limit = :a.daily_limit,
    paused = :a.paused
where id = :a.id;

-- name: make_default(id)!
update assistants set is_default = (id = :id);

-- name: delete_assistant(id)!
delete from assistants where id = :id;

-- name: count_leads_of(assistant_id)$
select count(*) from leads where assistant_id = :assistant_id;
