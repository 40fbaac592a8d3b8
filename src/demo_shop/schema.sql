create table if not exists customers (
  email text primary key, name text not null, language text not null);
create table if not exists phones (email text primary key references customers, number text not null);
create table if not exists products (
  ref text primary key, name_fr text not null, name_en text not null, kind text not null,
  price_cents integer not null, stock integer not null, returnable integer not null,
  warranty_months integer not null, style text not null);
create table if not exists orders (
  number text primary key, email text not null references customers, status text not null,
  placed_on text not null, due_on text not null, delayed_from text, delivered_on text,
  carrier text, tracking text, mode text not null, address text not null, postcode text not null,
  city text not null, paid_by text not null, delivery_cents integer not null);
create table if not exists items (
  number text not null references orders, ref text not null references products,
  quantity integer not null, price_cents integer not null, primary key (number, ref));
create table if not exists returns (
  id text primary key, number text not null references orders, ref text not null,
  reason text not null, wish text not null, status text not null, amount_cents integer not null,
  opened_on text not null, unique (number, ref));
create table if not exists claims (
  id text primary key, number text not null references orders, ref text not null,
  fault text not null, opened_on text not null, unique (number, ref));
-- The shop's own ledger of money: rows are only ever added.
create table if not exists payments (
  id integer primary key, number text not null references orders, kind text not null,
  amount_cents integer not null, means text not null, at text not null);
-- What was answered to a caller's Idempotency-Key, so that a repeat changes nothing.
create table if not exists answers (
  key text primary key, request text not null, status integer not null, body text not null);
-- The last number given to each kind of paper.
create table if not exists numbers (kind text primary key, last integer not null);
