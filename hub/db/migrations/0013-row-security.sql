-- The second line (docs/decisions/0026-second-line.md): a transaction sees rows of the scopes that it said it works for and of no others, whatever
-- its queries forget to ask. The first line is the policy of the hub's own code. `enter_hub` and the role are in db/sight.ts.

-- What a transaction sees stands in two settings of its own: `waypost.sees`, which is `*` for the hub's own work and otherwise an array of scopes, and
-- `waypost.device`, whose own rows are seen in whatever scope. The policies read them without functions of ours: those would be read and planned
-- again with every statement, a tenth of a millisecond each time.

do $$
declare
  protected record;
begin
  for protected in select * from (values
    ('scopes', 'id', false), ('operations', 'scope', false), ('records', 'scope', false), ('packs', 'scope', false),
    ('compactions', 'scope', false), ('chunk_references', 'scope', false),
    -- What a device brought and what is noted of it concerns that device, in whatever scope.
    ('batches', 'scope', true), ('kept', 'scope', true), ('decisions', 'scope', true), ('device_cursors', 'scope', true),
    ('settled_places', 'scope', true), ('purge_receipts', 'scope', true)
  ) as list (name, scope, device) loop
    execute format('alter table %I enable row level security', protected.name);
    execute format('alter table %I force row level security', protected.name);
    -- In brackets of their own the settings are asked once for a statement and not once for a row.
    execute format(
      $policy$create policy seen on %I using (
        (select current_setting('waypost.sees', true)) = '*'
        or %I = any ((select case when current_setting('waypost.sees', true) like '{%%' then current_setting('waypost.sees', true) end)::uuid[])
        %s)$policy$,
      protected.name, protected.scope,
      case when protected.device then $own$or device = (select nullif(current_setting('waypost.device', true), '')::uuid)$own$ else '' end);
  end loop;
end $$;

-- A chunk has no scope: it is seen through an attachment that names it.
create index chunk_references_by_hash on chunk_references (hash);
alter table chunks enable row level security;
alter table chunks force row level security;
create policy seen on chunks using (
  (select current_setting('waypost.sees', true)) = '*' or exists (select from chunk_references as reference where reference.hash = chunks.hash)
);

-- Ids are of one order for all scopes: whether one is taken is asked across them, and nothing but that is told.
create function places_of(ids bytea[]) returns table (id bytea, seq bigint) language plpgsql as $$
declare
  before text := coalesce(current_setting('waypost.sees', true), '');
begin
  perform set_config('waypost.sees', '*', true);
  return query select o.id, o.seq from operations as o where o.id = any (ids);
  perform set_config('waypost.sees', before, true);
end $$;
create function origins_of(ids uuid[]) returns setof records language plpgsql as $$
declare
  before text := coalesce(current_setting('waypost.sees', true), '');
begin
  perform set_config('waypost.sees', '*', true);
  return query select r.* from records as r where r.id = any (ids);
  perform set_config('waypost.sees', before, true);
end $$;
