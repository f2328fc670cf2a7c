-- Access for a while (sync rules AR1 to AR6): what was asked for and answered, and grants that end by themselves.

-- What the order says of requests: what is asked, and each answer, as it was accepted.
create table access_words (
  operation bytea primary key check (length(operation) = 16),
  -- The record of the request that it is about.
  request uuid not null,
  type text not null,
  value jsonb not null
);
create index access_words_request on access_words (request);

-- A grant under a request is a row of its own, beside roles that somebody holds without an end.
alter table grants add column ends_at timestamptz;
alter table grants add column kinds text[];
alter table grants add column request uuid;
alter table grants add check ((request is null) = (ends_at is null));
drop index grants_in_force;
create unique index grants_in_force on grants (person, scope, role) where until_version is null and request is null;
-- One grant for a request, ever: what was ended is not given again.
create unique index grants_request on grants (request) where request is not null;
create index grants_ending on grants (ends_at) where until_version is null and ends_at is not null;

-- Names of scopes, for whoever may ask for one: what lies in them is not seen by it.
create function scopes_but(known uuid[]) returns table (id uuid, name text, centre text) language plpgsql as $$
declare
  before text := coalesce(current_setting('waypost.sees', true), '');
begin
  perform set_config('waypost.sees', '*', true);
  return query select s.id, s.name, s.centre from scopes as s where s.id <> all (known) order by s.name, s.id limit 10000;
  perform set_config('waypost.sees', before, true);
end $$;
