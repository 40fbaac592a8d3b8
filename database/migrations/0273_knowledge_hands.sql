-- Whose hand wrote a document that an AI put together: whole percents by hand; null: not known.
alter table knowledge.documents add column hands jsonb;
