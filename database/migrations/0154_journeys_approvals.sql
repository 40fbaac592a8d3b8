-- Who wrote a version, and the review that lets it, or a campaign, leave.
alter table journeys.template_versions
  add column author_kind text not null default 'template'
    check (author_kind in ('template', 'ai', 'person_with_ai')),
  add column engine jsonb,
  add column review uuid,
  add column reviewer text not null default '';

-- A text with an AI part is published by a person's yes, whatever the program does.
alter table journeys.template_versions add constraint ai_is_reviewed
  check (author_kind = 'template' or published_at is null or reviewer <> '');

alter table journeys.campaigns drop constraint campaigns_state_check,
  add constraint campaigns_state_check check (state in ('draft', 'review', 'scheduled', 'gathering',
    'running', 'paused', 'done', 'cancelled')),
  add column review uuid,
  -- For how many people it was approved; more of them want a new approval.
  add column approved_people integer,
  add column approvers text not null default '';
