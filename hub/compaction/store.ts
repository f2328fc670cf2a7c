/** Compaction on PostgreSQL. */
import { sql, type Transaction } from 'kysely';
import { toHex } from '../../shared/base/bytes.ts';
import { withoutValue } from '../../shared/protocol/operation-header.ts';
import type { Tables } from '../db/tables.ts';
import { bytesOfOperation, operationOfBytes } from '../sync/operation-bytes.ts';
import type { CompactionRecords } from './compaction-records.ts';

export function createCompactionStore(db: Transaction<Tables>): CompactionRecords {
  return {
    async allScopes() {
      return (await db.selectFrom('scopes').select('id').orderBy('id').execute()).map(({ id }) => id);
    },
    async settledOf(device) {
      const rows = await db.selectFrom('settled_places').selectAll().where('device', '=', device).execute();
      return new Map(rows.map(({ scope, seq }) => [scope, seq]));
    },
    async saveSettled(device, settled) {
      const gone = [...settled].flatMap(([scope, seq]) => (seq === null ? scope : []));
      const rows = [...settled].flatMap(([scope, seq]) => (seq === null ? [] : { device, scope, seq }));
      if (gone.length > 0) {
        await db.deleteFrom('settled_places').where('device', '=', device).where('scope', 'in', gone).execute();
      }
      if (rows.length === 0) return;
      await db
        .insertInto('settled_places')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['device', 'scope']).doUpdateSet((set) => ({ seq: set.ref('excluded.seq') })),
        )
        .execute();
    },
    async settledIn(scope) {
      const rows = await db.selectFrom('settled_places').selectAll().where('scope', '=', scope).execute();
      return new Map(rows.map(({ device, seq }) => [device, seq]));
    },
    async letGo(scope, seqs) {
      const { rows } = await sql<{ seq: number; id: Buffer; bytes: Buffer }>`
        select seq, id, bytes from operations
        where scope = ${scope} and seq = any(${[...seqs]}::bigint[]) and not let_go`.execute(db);
      const after = rows.map(({ seq, id, bytes }) => {
        return Buffer.from(bytesOfOperation(withoutValue(operationOfBytes(toHex(id), seq, bytes))));
      });
      await sql`
        update operations set bytes = after.bytes, let_go = true
        from unnest(${rows.map(({ seq }) => seq)}::bigint[], ${after}::bytea[]) as after (seq, bytes)
        where operations.scope = ${scope} and operations.seq = after.seq`.execute(db);
      const length = (all: readonly Buffer[]) => all.reduce((sum, bytes) => sum + bytes.length, 0);
      return { values: rows.length, bytes: length(rows.map(({ bytes }) => bytes)) - length(after) };
    },
    async firstLetGo(scope, after) {
      const { rows } = await sql<{ seq: number }>`
        select seq from operations where scope = ${scope} and seq > ${after} and let_go order by seq limit 1`.execute(
        db,
      );
      return rows[0]?.seq ?? null;
    },
    async dropPacks(scope, from) {
      await sql`delete from packs where scope = ${scope} and last >= ${from}`.execute(db);
    },
    async compactions(scopes) {
      const { rows } = await sql<Tables['compactions']>`
        select * from compactions where scope = any(${[...scopes]}::uuid[]) order by scope`.execute(db);
      return rows.map(({ scope, looked_to, let_go, freed, compacted_at }) => {
        return { scope, lookedTo: looked_to, values: let_go, bytes: freed, at: compacted_at.getTime() };
      });
    },
    async saveCompaction({ scope, lookedTo, values, bytes, at }) {
      const row = { looked_to: lookedTo, let_go: values, freed: bytes, compacted_at: new Date(at) };
      await db
        .insertInto('compactions')
        .values({ scope, ...row })
        .onConflict((conflict) => conflict.column('scope').doUpdateSet(row))
        .execute();
    },
  };
}
