-- The letters that came back are looked at by themselves.
create index messages_returned on delivery.messages (workspace, id) where status = 'returned';
