/** What compaction wins: the first pull and the rows of a scope in which four of five operations were superseded. */
import { compactAll } from '../../../hub/compaction/compact-all.ts';
import { ruleOf } from '../../../hub/compaction/compact-scope.ts';
import { createPool } from '../../../hub/db/database.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { existenceField } from '../../../shared/domain/record-state.ts';
import { finding } from '../../../shared/domain/review/finding.ts';
import type { Row } from '../figure.ts';
import { type BenchHub, startBenchHub } from './bench-hub.ts';
import { openLightDevice } from './light-device.ts';
import { makeRecords } from './records.ts';
import { openSealedSender } from './sealed-sender.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const [pulled, stored] = ['compacted pull bytes', 'compacted stored bytes'];
const fields = ['observation.en', 'observation.ar', 'observation.fr', 'observation.ru', 'analysis.en', 'analysis.ar'];
const editions = 5;
const recordsAtOnce = 100;
/** So much later everything is of age, and no device is in use. */
const later = 800 * 86_400_000;

interface Cost {
  readonly down: number;
  readonly rows: number;
}

export const compaction: SyncFigure = {
  names: [pulled, stored],
  async measure(context): Promise<readonly Row[]> {
    const scope = crypto.randomUUID();
    const hub = await startBenchHub(context.newFolder, [scope]);
    try {
      await fill(context, hub, scope);
      const before = await costOf(context, hub, scope);
      const clock = { now: () => Date.now() + later };
      const { values } = await compactAll(
        hub.store,
        { clock },
        { ...ruleOf({ keepSupersededDays: 365 }), share: 0 },
        fail,
      );
      context.say(`${values} values were let go ...`);
      const after = await costOf(context, hub, scope);
      const row = { unit: 'bytes', beside: 'the same before', goal: null } as const;
      return [
        { ...row, name: pulled, value: after.down, baseline: before.down },
        { ...row, name: stored, value: after.rows, baseline: before.rows },
      ];
    } finally {
      await hub.stop();
    }
  },
};

function fail(error: unknown): never {
  throw error;
}

/** Texts of three sentences, one of which is another one in each edition. */
async function fill(context: SyncContext, hub: BenchHub, scope: string): Promise<void> {
  const count = Math.ceil(context.sizes.records / (fields.length * editions));
  context.say(`${count} records of ${fields.length} texts in ${editions} editions ...`);
  const sender = await openSealedSender(await context.newFolder('filler'), hub.address, await hub.code([scope]));
  const sentences = makeRecords(4_000).map(({ observation }) => observation);
  const sentence = (n: number) => sentences[(n * 2_654_435_761) % sentences.length] as string;
  const records = Array.from({ length: count }, () => crypto.randomUUID());
  for (let at = 0; at < count; at += recordsAtOnce) {
    const some = records.slice(at, at + recordsAtOnce);
    const base = { scope, type: finding.type, supersedes: [] };
    await sender.send(
      await sender.seal(
        some.map((record) => [{ ...base, kind: 'create', record, field: existenceField, value: null }]),
      ),
    );
    let last = new Map<string, string>();
    for (let edition = 0; edition < editions; edition += 1) {
      const drafts = some.flatMap((record, n) =>
        fields.map((field, f): OperationDraft => {
          const text = [0, 1, 2].map((part) =>
            sentence((at + n) * 97 + f * 7 + part + (part === edition % 3 ? edition * 31 : 0)),
          );
          const supersedes = [last.get(`${record} ${field}`) ?? []].flat();
          return { ...base, kind: 'set', record, field, value: text.join('. '), supersedes };
        }),
      );
      const batch = await sender.seal(drafts.map((draft) => [draft]));
      last = new Map(drafts.map(({ record, field }, n) => [`${record} ${field}`, batch.ids[n] as string]));
      await sender.send(batch);
    }
  }
}

/** The first pull of a new laptop, and what the hub's rows of operations and packs take. */
async function costOf(context: SyncContext, hub: BenchHub, scope: string): Promise<Cost> {
  const device = await openLightDevice(await context.newFolder('device'), hub.address, await hub.code([scope]));
  const { bytesDown } = await device.sync();
  await device.close();
  const pool = createPool(hub.databaseUrl, { max: 1 });
  const { rows } = await pool.query<{ sum: string }>(`select (select sum(length(bytes)) from operations)
    + (select coalesce(sum(length(bytes)), 0) from packs) as sum`);
  await pool.end();
  return { down: bytesDown, rows: Number(rows[0]?.sum) };
}
