/** Access for a while on PostgreSQL. */
import { type Selectable, sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import type { Json } from '../../shared/base/json.ts';
import type { Tables } from '../db/tables.ts';
import { toBuffer } from '../db/to-buffer.ts';
import { type Access, type AccessRecords, accessRole } from './access-records.ts';

export function createAccessStore(db: Transaction<Tables>): AccessRecords {
  /** The hub's row is the lock: two changes of grants never share a version. */
  const nextVersion = async () => {
    const { grants_version } = await db
      .selectFrom('hub')
      .select('grants_version')
      .forUpdate()
      .executeTakeFirstOrThrow();
    await db
      .updateTable('hub')
      .set({ grants_version: grants_version + 1 })
      .execute();
    return grants_version + 1;
  };
  return {
    async saveAccessWords(words) {
      if (words.length === 0) return;
      const rows = words.map(({ operation, request, type, value }) => {
        return { operation: toBuffer(operation), request, type, value: JSON.stringify(value) };
      });
      await db.insertInto('access_words').values(rows).execute();
    },
    async accessWords(requests) {
      if (requests.length === 0) return [];
      const rows = db.selectFrom('access_words').selectAll().where('request', 'in', requests);
      return (await rows.orderBy('operation').execute()).map((row) => {
        return { ...row, operation: toHex(row.operation), value: row.value as Json };
      });
    },
    async giveAccess({ request, person, scope, kinds, until }) {
      const before = db.selectFrom('grants').select('request').where('request', '=', request);
      if ((await before.executeTakeFirst()) !== undefined) return false;
      const since_version = await nextVersion();
      const row = { person, scope, role: accessRole, since_version, until_version: null };
      const given = { ...row, request, kinds: [...kinds], ends_at: new Date(until) };
      await db.insertInto('grants').values(given).execute();
      return true;
    },
    async endAccess(request) {
      const inForce = db.selectFrom('grants').selectAll().where('request', '=', request);
      const row = await inForce.where('until_version', 'is', null).executeTakeFirst();
      if (row === undefined) return null;
      await db
        .updateTable('grants')
        .set({ until_version: await nextVersion() })
        .where('request', '=', request)
        .execute();
      return toAccess(row);
    },
    async accessEndingBy(at) {
      const rows = db.selectFrom('grants').selectAll().where('until_version', 'is', null);
      const ending = rows.where('ends_at', '<=', new Date(at));
      return (await ending.orderBy('ends_at').orderBy('request').execute()).map(toAccess);
    },
    async scopesBut(known) {
      const { rows } = await sql<{ id: string; name: string; centre: string | null }>`
        select id, name, centre from scopes_but(${[...known]}::uuid[])`.execute(db);
      return rows.map(({ id, name, centre }) => (centre === null ? { id, name } : { id, name, centre }));
    },
  };
}

/** Of a row of a grant under a request, whose columns are there together. */
function toAccess({ person, scope, ...row }: Selectable<Tables['grants']>): Access {
  const [request, until] = [row.request ?? '', row.ends_at?.getTime() ?? 0];
  return { request, person, scope, kinds: row.kinds ?? [], until };
}
