/**
 * What a transaction sees: the second line behind the policy (docs/decisions/0026-second-line.md). Each begins as a role that row-level security
 * binds, and says for which scopes it works; a query that forgets to ask for a scope then finds nothing instead of everything.
 */
import { sql, type Transaction } from 'kysely';
import type { ClientBase } from 'pg';
import type { DeviceId, ScopeId } from '../../shared/base/ids.ts';
import type { Tables } from './tables.ts';

/** Scopes, or all of them for the hub's own work; and a device, whose own rows are seen in whatever scope. */
export interface Sight {
  readonly scopes: readonly ScopeId[] | 'all';
  readonly device?: DeviceId;
}

export const everything: Sight = { scopes: 'all' };
export const nothing: Sight = { scopes: [] };

/** What the store port knows of it (hub-store.ts). Memory has no second line and sees everything. */
export interface SightControl {
  /** Sees this from here on, and nothing else. */
  see(sight: Sight): Promise<void>;
  /** Sees these scopes too. */
  seeAlso(scopes: readonly ScopeId[]): Promise<void>;
}

/** The role that does the hub's work: no log-in, and bound by row-level security as its owner is, unless that is a superuser. */
const role = 'waypost_hub';

/** Enters as that role with this sight; called once, at the beginning of a transaction. */
export async function enter(db: Transaction<Tables>, sight: Sight): Promise<SightControl> {
  let current = sight;
  const write = async (next: Sight) => {
    current = next;
    await sql`select set_config('waypost.sees', ${seesOf(next)}, true),
      set_config('waypost.device', ${next.device ?? ''}, true)`.execute(db);
  };
  await sql`select enter_hub(${seesOf(sight)}, ${sight.device ?? ''})`.execute(db);
  return {
    async see(next) {
      if (seesOf(next) !== seesOf(current) || next.device !== current.device) await write(next);
    },
    async seeAlso(scopes) {
      if (current.scopes === 'all') return;
      const seen = current.scopes;
      const fresh = scopes.filter((scope) => !seen.includes(scope));
      if (fresh.length > 0) await write({ ...current, scopes: [...seen, ...new Set(fresh)] });
    },
  };
}

function seesOf({ scopes }: Sight): string {
  return scopes === 'all' ? '*' : `{${scopes.join(',')}}`;
}

/** For the owner of the tables where no store is: migrations, backups. Until the transaction ends. */
export async function seeEverything(client: ClientBase): Promise<void> {
  await client.query("select set_config('waypost.sees', '*', true)");
}

/**
 * Makes the role where it is needed, and lets it work on every table. Who connects as a superuser, as the embedded
 * server's user is, or past row-level security, takes the role in each transaction; anybody else is bound without it.
 */
export async function allowHub(client: ClientBase): Promise<void> {
  await client.query(`
    do $$
    declare
      me record;
    begin
      select rolsuper, rolbypassrls, rolname into me from pg_roles where rolname = session_user;
      if me.rolsuper or me.rolbypassrls then
        -- Who may not make roles may have been given this one.
        if not exists (select from pg_roles where rolname = '${role}') then
          begin
            create role ${role} nologin;
          exception when duplicate_object or unique_violation then null;
          end;
        end if;
        execute format('grant usage on schema %I to ${role}', current_schema());
        execute format('grant select, insert, update, delete on all tables in schema %I to ${role}', current_schema());
        if not pg_has_role(me.rolname, '${role}', 'set') then execute format('grant ${role} to %I', me.rolname); end if;
      end if;
    end $$;
    create or replace function enter_hub(sees text, device text) returns void language plpgsql as $$
    begin
      perform set_config('waypost.sees', sees, true), set_config('waypost.device', device, true);
      if exists (select from pg_roles where rolname = session_user and (rolsuper or rolbypassrls)) then
        perform set_config('role', '${role}', true);
      end if;
    end $$`);
}
