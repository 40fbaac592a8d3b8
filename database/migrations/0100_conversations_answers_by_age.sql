-- How long the assistant took lately on a channel, shown before the first word of every chat.
create index messages_ai_latest on conversations.messages (workspace, kind, id desc)
  include (waited_ms) where direction = 'out' and author_kind = 'ai' and waited_ms is not null;
