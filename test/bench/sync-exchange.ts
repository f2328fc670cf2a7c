import { enrolDevice } from '../../headless/enrolment.ts';
import { type HeadlessDevice, openHeadlessDevice, systemClock, systemRandom } from '../../headless/headless-device.ts';
import { createPool } from '../../hub/db/database.ts';
import { findRunningPostgres } from '../../hub/db/embedded-postgres.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import type { SyncReport } from '../../shared/sync/engine-api.ts';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { median, timed } from './statistics.ts';

const changes = 1_000;

interface World {
  readonly a: HeadlessDevice;
  readonly b: HeadlessDevice;
  readonly databaseUrl: string;
}

/** Two headless devices and the real hub process on its embedded PostgreSQL, all on loopback. */
export const syncExchange: Figure = {
  name: 'sync',
  async measure(context): Promise<readonly Row[]> {
    const folder = await context.newFolder('sync-hub');
    const hub = await startHubProcess({ folder, sample: true });
    try {
      const [a, b] = [await enrol(context, hub.address), await enrol(context, hub.address)];
      const databaseUrl = (await findRunningPostgres(folder))?.url;
      if (databaseUrl === undefined) throw new Error('The hub has no database of its own');
      try {
        return await measureIn({ a, b, databaseUrl }, context);
      } finally {
        await a.close();
        await b.close();
      }
    } finally {
      await hub.stop();
    }
  },
};

async function measureIn(world: World, { runs, say }: BenchContext): Promise<readonly Row[]> {
  const exchanges: number[] = [];
  const inserts: number[] = [];
  await eachWay(world); // the first one compiles, on both sides
  for (let i = 0; i < runs; i += 1) {
    say(`${changes} changes each way, ${i + 1} of ${runs} ...`);
    const { ms, bytes } = await eachWay(world);
    exchanges.push(ms);
    inserts.push(await sameRows(world.databaseUrl, bytes / (2 * changes)));
  }
  const nothing = await synced(world.a);
  await save(world.a, 1);
  const one = await synced(world.a);
  return [
    {
      name: '1,000 changes each way',
      value: median(exchanges),
      unit: 'ms',
      baseline: median(inserts),
      beside: 'the same rows into and out of bare PostgreSQL',
      goal: 3_000,
    },
    {
      name: 'nothing-new sync requests',
      value: nothing.requests,
      unit: 'requests',
      baseline: 1,
      beside: 'the least there can be',
      goal: 1,
    },
    {
      name: 'nothing-new sync bytes',
      value: nothing.bytesUp + nothing.bytesDown,
      unit: 'bytes',
      baseline: one.bytesUp + one.bytesDown,
      beside: 'an exchange with one change',
      goal: null,
    },
  ];
}

/** Both save 1,000 changes, unmeasured; then A sends, B sends and receives, A receives. */
async function eachWay({ a, b }: World): Promise<{ ms: number; bytes: number }> {
  await save(a, changes);
  await save(b, changes);
  let bytes = 0;
  const ms = await timed(async () => {
    const reports = [await synced(a), await synced(b), await synced(a)];
    bytes = reports.reduce((sum, { bytesUp }) => sum + bytesUp, 0);
    const [sent, received] = [sum(reports, 'sent'), sum(reports, 'received')];
    if (sent !== 2 * changes || received < 2 * changes) throw new Error(`Sent ${sent}, received ${received}`);
  });
  return { ms, bytes };
}

const sum = (reports: readonly SyncReport[], key: 'sent' | 'received') =>
  reports.reduce((total, report) => total + report[key], 0);

async function synced({ engine }: HeadlessDevice): Promise<SyncReport> {
  const report = await engine.sync();
  if (!report.ok) throw new Error(`sync: ${report.failure.kind}`);
  return report.value;
}

/** Saves so many operations: playbooks with three texts, each an action of its own. */
async function save({ engine, enrolment }: HeadlessDevice, count: number): Promise<void> {
  const grant = enrolment.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  if (grant === undefined) throw new Error('Nobody on this device is a coordinator');
  for (let made = 0; made < count; ) {
    const drafts = newPlaybook(grant.scope, made).slice(0, count - made);
    const saved = await engine.apply(grant.person, drafts);
    if (!saved.ok) throw new Error(`Not saved: ${saved.failure.kind}`);
    made += drafts.length;
  }
}

function newPlaybook(scope: string, number: number): OperationDraft[] {
  const made = createRecord(
    playbook,
    { scope, id: uuidv7(systemClock, systemRandom) },
    {
      title: { en: `Handover at the border ${number}` },
      // A text in the source's own language: a translation would bring a note with it, one operation more ([EN7]).
      description: { en: `Where the two forces meet: التسليم على الحدود ${number}` },
      reference: `PB-${number}`,
    },
  );
  if (!made.ok) throw new Error(made.failure.reason);
  return made.value;
}

/** The same number of rows of the same size, twice in and twice out, with nothing of ours between. */
async function sameRows(databaseUrl: string, bytesEach: number): Promise<number> {
  const pool = createPool(databaseUrl, { max: 1 });
  const body = Buffer.alloc(Math.round(bytesEach), 7);
  try {
    await pool.query('create table if not exists bench_rows (seq bigint primary key, body bytea not null)');
    await pool.query('truncate bench_rows');
    return await timed(async () => {
      for (const turn of [0, 1]) {
        const rows = Array.from({ length: changes }, (_, i) => turn * changes + i);
        const bodies = rows.map(() => body);
        await pool.query('insert into bench_rows select * from unnest($1::bigint[], $2::bytea[])', [rows, bodies]);
        await pool.query('select seq, body from bench_rows where seq >= $1', [turn * changes]);
      }
    });
  } finally {
    await pool.query('drop table if exists bench_rows');
    await pool.end();
  }
}

async function enrol({ newFolder }: BenchContext, address: string): Promise<HeadlessDevice> {
  const answer = await fetch(`${address}/sample/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { code } = (await answer.json()) as { code: string };
  const folder = await newFolder('device');
  const enrolled = await enrolDevice(folder, { address, code, deviceName: 'Bench' });
  if (!enrolled.ok) throw new Error(`enrol: ${enrolled.failure.kind}`);
  const opened = await openHeadlessDevice(folder, { unasked: true });
  if (!opened.ok) throw new Error(`open: ${opened.failure.kind}`);
  return opened.value;
}
