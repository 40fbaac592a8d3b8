-- Which family of goods an offer is about: whoever bought of it may get similar ones.
alter table journeys.templates add column goods text not null default '';
