-- name: insert_upload(u)!
insert into uploads (
    id, file_name, total, added, duplicate, invalid, suppressed, rejected_file, who, uploaded_at
)
values (
    :u.id, :u.file_name, :u.total, :u.added, :u.duplicate, :u.invalid, :u.suppressed, :u.rejected_file, :u.who,
    :u.uploaded_at
);

-- name: insert_rejected_rows(upload_id, row_numbers, column_names, row_values, reasons)!
insert into rejected_rows (upload_id, row_number, column_name, value, reason)
select
    cast(:upload_id as uuid),
    unnest(cast(:row_numbers as integer[])),
    unnest(cast(:column_names as text[])),
    unnest(cast(:row_values as text[])),
    unnest(cast(:reasons as text[]));
