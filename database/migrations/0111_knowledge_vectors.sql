-- What an embedding endpoint made of a passage. Passages never change, so a vector stays right for
-- the model that made it; `values` are 32-bit floats in the order of the machine, of length one.
create table knowledge.vectors (
  workspace uuid not null default foundation.current_workspace() references foundation.workspaces,
  passage uuid not null references knowledge.passages,
  model text not null,
  dimensions integer not null check (dimensions between 1 and 8192),
  values bytea not null check (length(values) = dimensions * 4),
  primary key (workspace, passage, model)
);
select foundation.protect('knowledge.vectors');
