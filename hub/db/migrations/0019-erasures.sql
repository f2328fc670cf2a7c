-- The ledger of what was erased, for ever: it refuses resurrection (sync rules ER1 to ER7). It names records and fields and holds no value.

create table erasures (
  -- The operation that erased, in the order of its scope.
  operation bytea primary key check (length(operation) = 16),
  scope uuid not null references scopes (id),
  carried_out_at timestamptz not null
);
create index erasures_by_scope on erasures (scope, carried_out_at);

create table erased_records (
  erasure bytea not null references erasures (operation),
  scope uuid not null references scopes (id),
  record uuid not null,
  type text not null,
  -- Null: every value of it.
  fields text[],
  primary key (erasure, record)
);
create index erased_records_by_record on erased_records (record);

-- Devices say under their key that they hold nothing of it any more. Kept for ever: they are evidence.
create table erasure_receipts (
  device uuid not null references devices (id),
  scope uuid not null references scopes (id),
  erasure bytea not null check (length(erasure) = 16),
  -- By the device's clock, as it is signed.
  erased_at bigint not null,
  signature bytea not null check (length(signature) = 64),
  received_at timestamptz not null,
  primary key (device, erasure)
);
create index erasure_receipts_by_scope on erasure_receipts (scope);

-- The second line, as for every other table with a scope (0013-row-security.sql).
do $$
declare
  protected record;
begin
  for protected in select * from (values
    ('erasures', false), ('erased_records', false), ('erasure_receipts', true)
  ) as list (name, device) loop
    execute format('alter table %I enable row level security', protected.name);
    execute format('alter table %I force row level security', protected.name);
    execute format(
      $policy$create policy seen on %I using (
        (select current_setting('waypost.sees', true)) = '*'
        or scope = any ((select case when current_setting('waypost.sees', true) like '{%%' then current_setting('waypost.sees', true) end)::uuid[])
        %s)$policy$,
      protected.name,
      case when protected.device then $own$or device = (select nullif(current_setting('waypost.device', true), '')::uuid)$own$ else '' end);
  end loop;
end $$;

-- Whether an attachment of another scope names a chunk: asked across all scopes, and nothing but that is told.
create function named_elsewhere(chunk bytea, besides uuid) returns boolean language plpgsql as $$
declare
  before text := coalesce(current_setting('waypost.sees', true), '');
  named boolean;
begin
  perform set_config('waypost.sees', '*', true);
  select exists (select from chunk_references as r where r.hash = chunk and r.scope <> besides) into named;
  perform set_config('waypost.sees', before, true);
  return named;
end $$;
