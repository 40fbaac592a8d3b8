-- What stands as the sender on a company's letters and SMS; none: what the installation's settings say.
alter table foundation.workspaces
  add column letter_address text[] not null default '{}',
  add column sms_sender text not null default '';
