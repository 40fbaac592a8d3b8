-- What a question of the assistant offers to choose from, so that a page can show it as buttons.
alter table conversations.messages add column choices text[] not null default '{}';
