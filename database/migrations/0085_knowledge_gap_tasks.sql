-- A gap is a task: somebody takes it on, and closes it when a document answers.
alter table knowledge.gaps add column taken_by text, add column taken_at timestamptz;
