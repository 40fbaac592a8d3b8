-- A turn may be a step of a flow.
alter table assistant.turns drop constraint turns_decision_check;
alter table assistant.turns add constraint turns_decision_check check (decision in
  ('answer', 'ask_back', 'handover', 'social', 'review', 'silent', 'flow'));
