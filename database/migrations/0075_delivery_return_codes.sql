-- The code printed on a letter is made of its message's id: a returned letter is found by it.
create index messages_return_code on delivery.messages
  (workspace, (substr(sha256(uuid_send(id)), 1, 6))) where kind = 'letter';
