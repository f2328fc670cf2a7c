/** Who holds which role where, since when and until when, on PostgreSQL. */
import type { Selectable, Transaction } from 'kysely';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Tables } from '../db/tables.ts';
import type { NetworkRecords } from '../sync/hub-store.ts';
import { type GrantedRole, groupGrants } from './group-grants.ts';

export function createRoleStore(
  db: Transaction<Tables>,
): Pick<NetworkRecords, 'setRoles' | 'grants' | 'grantsKnown' | 'grantsChanged'> {
  const held = (persons: readonly string[]) =>
    db
      .selectFrom('grants')
      .select(['person', 'scope', 'role', 'request', 'kinds', 'ends_at'])
      .where('person', 'in', persons);
  const toGrants = (rows: readonly GrantRow[]) => groupGrants(rows.map(toGrantedRole));
  return {
    async setRoles(person, scope, roles, { at, by = null, proposal = null } = {}) {
      // The hub's row is the lock: two changes of grants never share a version.
      const hub = await db.selectFrom('hub').select('grants_version').forUpdate().executeTakeFirstOrThrow();
      const rows = await db
        .selectFrom('grants')
        .select('role')
        .where('person', '=', person)
        .where('scope', '=', scope)
        .where('until_version', 'is', null)
        .where('request', 'is', null)
        .execute();
      const held = rows.map(({ role }) => role);
      const ended = held.filter((role) => !roles.includes(role as Role));
      const added = [...new Set(roles)].filter((role) => !held.includes(role));
      if (ended.length + added.length === 0) return;
      const version = hub.grants_version + 1;
      await db.updateTable('hub').set({ grants_version: version }).execute();
      if (ended.length > 0) {
        await db
          .updateTable('grants')
          .set({ until_version: version })
          .where('person', '=', person)
          .where('scope', '=', scope)
          .where('until_version', 'is', null)
          .where('request', 'is', null)
          .where('role', 'in', ended)
          .execute();
      }
      if (added.length > 0) {
        await db
          .insertInto('grants')
          .values(
            added.map((role) => ({
              ...{ person, scope, role, since_version: version, until_version: null },
              ...{ given_at: at === undefined ? null : new Date(at), given_by: by, proposal },
            })),
          )
          .execute();
      }
    },
    async grants(persons) {
      if (persons.length === 0) return [];
      return toGrants(await held(persons).where('until_version', 'is', null).execute());
    },
    async grantsKnown(persons, version) {
      if (persons.length === 0) return [];
      return toGrants(await held(persons).where('since_version', '<=', version).execute());
    },
    async grantsChanged(persons, since) {
      if (persons.length === 0) return false;
      const changed = held(persons).where((either) =>
        either.or([either('since_version', '>', since), either('until_version', '>', since)]),
      );
      return (await changed.limit(1).executeTakeFirst()) !== undefined;
    },
  };
}

type GrantRow = Pick<Selectable<Tables['grants']>, 'person' | 'scope' | 'role' | 'request' | 'kinds' | 'ends_at'>;

function toGrantedRole({ person, scope, role, request, kinds, ends_at: ends }: GrantRow): GrantedRole {
  // The column is written from a Role and by nothing else.
  const held = { person, scope, role: role as Role };
  if (request === null || ends === null) return held;
  return { ...held, access: { request, until: ends.getTime(), kinds: kinds ?? [] } };
}
