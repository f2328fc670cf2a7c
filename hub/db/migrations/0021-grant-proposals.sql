-- Roles that several give (hub rules GV2 to GV6): what is proposed, who signed it, and of every grant since when and by whom.

alter table grants add column given_at timestamptz;
-- Null on the hub's own machine.
alter table grants add column given_by uuid references persons (id);

create table grant_proposals (
  id uuid primary key,
  scope uuid not null references scopes (id),
  person uuid not null references persons (id),
  roles text[] not null check (cardinality(roles) > 0),
  -- How many besides whoever proposed it have to sign.
  needed integer not null check (needed > 0),
  proposed_by uuid not null references persons (id) check (proposed_by <> person),
  proposed_at timestamptz not null,
  ends_at timestamptz not null,
  settled text check (settled in ('given', 'withdrawn')),
  settled_at timestamptz,
  check ((settled is null) = (settled_at is null))
);
create index grant_proposals_open on grant_proposals (scope) where settled is null;

alter table grants add column proposal uuid references grant_proposals (id);

create table grant_signatures (
  proposal uuid not null references grant_proposals (id),
  scope uuid not null references scopes (id),
  person uuid not null references persons (id),
  -- Of exactly what was signed.
  digest bytea not null check (length(digest) = 32),
  signed_at timestamptz not null,
  primary key (proposal, person)
);
create index grant_signatures_by_scope on grant_signatures (scope);

-- The second line, as for every other table with a scope (0013-row-security.sql).
do $$
declare
  protected text;
begin
  foreach protected in array array['grant_proposals', 'grant_signatures'] loop
    execute format('alter table %I enable row level security', protected);
    execute format('alter table %I force row level security', protected);
    execute format(
      $policy$create policy seen on %I using (
        (select current_setting('waypost.sees', true)) = '*'
        or scope = any ((select case when current_setting('waypost.sees', true) like '{%%' then current_setting('waypost.sees', true) end)::uuid[]))$policy$,
      protected);
  end loop;
end $$;
