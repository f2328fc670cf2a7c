/** What one hub process takes in: signed batches of four devices at once, each operation judged, on real PostgreSQL. */
import { createPool } from '../../../hub/db/database.ts';
import type { Row } from '../figure.ts';
import { median, timed } from '../statistics.ts';
import { type BenchHub, startBenchHub } from './bench-hub.ts';
import { draftsOf } from './drafts.ts';
import { makeRecords, scopeIds } from './records.ts';
import { openSealedSender, type SealedBatch, type SealedSender } from './sealed-sender.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const name = 'hub ingest';
const senders = 4;
/** Records of one batch; nine operations each. */
const batchSize = 110;
const operationsPerRecord = 9;

interface Load {
  readonly sender: SealedSender;
  readonly batches: readonly SealedBatch[];
}

export const hubIngest: SyncFigure = {
  names: [name],
  async measure(context): Promise<readonly Row[]> {
    const hub = await startBenchHub(context.newFolder, scopeIds);
    try {
      return await measureOn(hub, context);
    } finally {
      await hub.stop();
    }
  },
};

async function measureOn(hub: BenchHub, context: SyncContext): Promise<readonly Row[]> {
  const [taken, raw]: [number[], number[]] = [[], []];
  // The first one compiles.
  for (let run = 0; run <= context.runs; run += 1) {
    context.say(`The hub takes in ${context.sizes.ingest} operations, ${run} of ${context.runs} ...`);
    const loads = await sealLoads(hub, context);
    const operations = loads.flatMap(({ batches }) => batches).reduce((sum, batch) => sum + batch.operations, 0);
    const ms = await timed(() => Promise.all(loads.map(sendAll)));
    if (run === 0) continue;
    taken.push((operations / ms) * 1_000);
    raw.push(await rawRate(hub.databaseUrl, operations));
  }
  const beside = 'the same rows into bare PostgreSQL';
  return [
    { name, value: median(taken), unit: 'changes/s', baseline: median(raw), beside, goal: 10_000, atLeast: true },
  ];
}

/** Everything is sealed before the clock runs: that is the devices' work. */
async function sealLoads(hub: BenchHub, context: SyncContext): Promise<Load[]> {
  const records = makeRecords(Math.ceil(context.sizes.ingest / operationsPerRecord));
  return Promise.all(
    Array.from({ length: senders }, async (_, n) => {
      const scope = scopeIds[n] as string;
      const sender = await openSealedSender(await context.newFolder('sender'), hub.address, await hub.code([scope]));
      const batches: SealedBatch[] = [];
      const own = records.filter((_record, at) => at % senders === n);
      for (let at = 0; at < own.length; at += batchSize) {
        // New records each time: the same ones would be there already.
        const piece = own
          .slice(at, at + batchSize)
          .map((record) => draftsOf({ ...record, id: crypto.randomUUID(), scope }));
        batches.push(await sender.seal(piece));
      }
      return { sender, batches };
    }),
  );
}

async function sendAll({ sender, batches }: Load): Promise<void> {
  for (const batch of batches) await sender.send(batch);
}

/** The rows of the last operations once more, into a table with the same columns and indexes and nothing of ours. */
async function rawRate(databaseUrl: string, count: number): Promise<number> {
  const pool = createPool(databaseUrl, { max: senders });
  const piece = batchSize * operationsPerRecord;
  try {
    await pool.query('create table bench_operations (like operations including indexes)');
    const { rows } = await pool.query('select scope, seq, id, chain, digest, bytes, let_go from operations limit $1', [
      count,
    ]);
    const pieces = Array.from({ length: Math.ceil(rows.length / piece) }, (_, n) =>
      rows.slice(n * piece, (n + 1) * piece),
    );
    const ms = await timed(() =>
      Promise.all(
        Array.from({ length: senders }, async (_, n) => {
          for (let at = n; at < pieces.length; at += senders) await insert(pool, pieces[at] ?? []);
        }),
      ),
    );
    return (rows.length / ms) * 1_000;
  } finally {
    await pool.query('drop table if exists bench_operations');
    await pool.end();
  }
}

type StoredRow = Readonly<Record<'scope' | 'seq' | 'id' | 'chain' | 'digest' | 'bytes' | 'let_go', unknown>>;

async function insert(pool: ReturnType<typeof createPool>, rows: readonly StoredRow[]): Promise<void> {
  const columns = (['scope', 'seq', 'id', 'chain', 'digest', 'bytes', 'let_go'] as const).map((column) =>
    rows.map((row) => row[column]),
  );
  await pool.query(
    `insert into bench_operations (scope, seq, id, chain, digest, bytes, let_go)
     select * from unnest($1::uuid[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::boolean[])`,
    columns,
  );
}
