-- How far each folder of a mail server has been read.
create table mailbox_cursors (
    mailbox text primary key,
    validity bigint not null,
    uid bigint not null,
    since date not null
);
