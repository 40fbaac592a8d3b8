-- Soft opt-in: who bought may get offers of similar goods, until a day, by a rule of their country
-- (directive 2002/58, article 13(2)). `goods`: the families bought; `rule`: src/limpide/contacts/data.
alter table contacts.choices drop constraint choices_choice_check;
alter table contacts.choices
  add constraint choices_choice_check check (choice in ('granted', 'withdrawn', 'bought')),
  add column goods text[] not null default '{}',
  add column rule text,
  add column valid_until timestamptz,
  add constraint choices_bought_check check (
    (choice = 'bought') = (rule is not null) and (rule is null) = (valid_until is null)
    and (rule is null or purpose = 'offers' and evidence is not null and goods <> '{}')
  );

-- Addresses that rest after passing failures, until a moment; none: for good.
alter table contacts.suppressions drop constraint suppressions_reason_check;
alter table contacts.suppressions
  add constraint suppressions_reason_check
    check (reason in ('bounced', 'complained', 'stop', 'manual', 'resting')),
  add column until timestamptz,
  add column rests integer not null default 0,
  add constraint suppressions_rest_check check ((reason = 'resting') = (until is not null));
