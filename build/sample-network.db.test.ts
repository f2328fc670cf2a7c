import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openHeadlessDevice } from '../headless/headless-device.ts';
import { createDatabase } from '../hub/db/database.ts';
import { startHub } from '../hub/start-hub.ts';
import { createPostgresHubStore } from '../hub/sync/store.ts';
import { agreedFrom, standingOf } from '../shared/domain/agreement/standing.ts';
import { decision, readRuling, rulingField } from '../shared/domain/decision.ts';
import type { RecordState } from '../shared/domain/record-state.ts';
import { caughtUpOf } from '../shared/domain/review/loop.ts';
import { step } from '../shared/domain/step.ts';
import { attendanceOf, marksInOrder } from '../shared/domain/training/attendance.ts';
import { viewOf } from '../shared/domain/view.ts';
import { quietHub } from '../test/support/hub-config.ts';
import { createTestDatabase } from '../test/support/test-database.ts';
import { prepareLaptop } from './sample/prepare-laptop.ts';
import { openSampleLaptop, type SampleLaptop } from './sample/sample-laptop.ts';
import { recordOf, storyScope } from './sample/story.ts';
import { fillSampleNetwork } from './sample-network.ts';

/** Several fillings in one test, each of them some seconds of a machine's time. */
const patience = 300_000;

/** A network that was filled without any trouble, which most tests read. */
let filled: Awaited<ReturnType<typeof startSampleHub>>;
let actions = 0;
beforeAll(async () => {
  filled = await startSampleHub();
  actions = await fillSampleNetwork(filled.address, filled);
}, patience);
afterAll(() => filled.stop());

async function startSampleHub() {
  const database = await createTestDatabase({ empty: true });
  const folder = await mkdtemp(join(tmpdir(), 'waypost-fill-'));
  const hub = await startHub({
    ...quietHub,
    dataFolder: folder,
    databaseUrl: database.url,
    sample: true,
    networkName: '',
    rendererFolder: folder,
  });
  const store = createPostgresHubStore(createDatabase(database.pool(1)));
  return {
    address: hub.address,
    folder: join(folder, 'filling'),
    async stop() {
      await hub.stop();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
    held: () => store.transaction((tx) => tx.keptIn(storyScope)),
    agreementWords: () => store.transaction((tx) => tx.agreementWords()),
    async reader() {
      const laptop = await openSampleLaptop({
        folder,
        address: hub.address,
        name: `Reader ${Math.random()}`,
        people: ['guest'],
      });
      await laptop.sync();
      return laptop;
    },
  };
}

/** The way to a hub, cut after so many requests. */
async function cutAfter(requests: number, address: string): Promise<string> {
  let left = requests;
  const server = createServer(async (request, response) => {
    left -= 1;
    if (left < 0) {
      response.destroy();
      return;
    }
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const answer = await fetch(`${address}${request.url}`, { method: 'POST', headers, body: Buffer.concat(pieces) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve(undefined))));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** How many records there are of each type, and what waits for somebody to decide. */
async function contentOf({ engine }: SampleLaptop) {
  const entries = await engine.list({ withDeleted: true });
  const counts: Record<string, number> = {};
  for (const { type } of entries) counts[type] = (counts[type] ?? 0) + 1;
  const contested = (await engine.list({ inConflict: true })).map(
    ({ type, values }) => `${type} ${values['reference'] ?? ''}`,
  );
  return { counts, contested: contested.sort() };
}

test('the sample network is filled once: what is told in it, and what waits to be settled', {
  timeout: patience,
}, async () => {
  const hub = filled;
  expect(actions).toBeGreaterThanOrEqual(12);
  const laptop = await hub.reader();
  const before = await contentOf(laptop);
  expect(before.contested).toEqual(['playbook PB-0119', 'playbook PB-0239', 'step ']);
  expect(before.counts).toMatchObject({
    course: 4,
    session: 4,
    run: 2,
    review: 3,
    exercise: 3,
    placement: 4,
    inject: 17,
  });
  const held = await hub.held();
  const kinds = held.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.reason : outcome.kind));
  // A text and the note on it were returned; four wait; what was accepted is in the order.
  expect(kinds.sort()).toEqual([...Array(4).fill('quarantined'), 'returned', 'returned']);
  expect(held.map(({ operation }) => operation.field)).toEqual(expect.arrayContaining(['title.fr', 'name.es']));
  const decisions = await laptop.engine.open((await laptop.engine.list({ type: decision.type })).map(({ id }) => id));
  const rulings = decisions.flatMap(({ fields }) => readRuling(fields[rulingField]?.[0]?.value ?? null) ?? []);
  expect(rulings.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'returned']);

  const agreements = agreedFrom(await hub.agreementWords());
  const today = new Date().toISOString().slice(0, 10);
  expect(agreements.map((agreed) => standingOf(agreed, today).state).sort()).toEqual([
    ...['coming', 'ended', 'in-force', 'in-force', 'over', 'proposed'],
  ]);

  const playbooks = await laptop.engine.list({ type: 'playbook' });
  const states = playbooks.map(({ values }) => values['state']);
  expect(states.filter((state) => state !== 'released').sort()).toEqual(['approved', 'draft', 'draft', 'in-review']);
  const released = playbooks.filter(({ values }) => values['state'] === 'released');
  for (const { values } of released) expect(values['releaseNumber']).toMatch(/^\d\.\d$/);

  const marks = await laptop.engine.open((await laptop.engine.list({ type: 'attendance-mark' })).map(({ id }) => id));
  const shown = [...attendanceOf(marksInOrder(marks)).values()];
  expect(shown.filter(({ differing }) => differing.length > 0)).toHaveLength(1);
  expect(shown.filter(({ mark }) => (mark.corrects ?? []).length > 0)).toHaveLength(1);

  const [changed] = await laptop.engine.open([
    await recordOf(laptop, { playbook: 'PB-0142', step: 'Clear and cordon' }),
  ]);
  const { done, total } = caughtUpOf(viewOf(step, changed as RecordState), 'description.en', 'en');
  expect([done, total]).toEqual([1, 5]);

  const photos = await laptop.engine.list({ type: 'attachment', where: { purpose: 'photo' } });
  expect(photos.map(({ values }) => values['name'])).toEqual(['gate-2-bench.jpg']);
  // Its bytes reached the hub too.
  const files = photos.map(({ id }) => id);
  await laptop.engine.wantFiles({ files, scopes: [], quota: 0 });
  await laptop.sync();
  const [here] = await laptop.engine.filesHere(files);
  expect(here?.here).toBe(here?.chunks);
  expect(here?.chunks).toBe(1);

  expect(await fillSampleNetwork(hub.address, hub)).toBe(0);
  await laptop.sync();
  expect(await contentOf(laptop)).toEqual(before);
  expect(await hub.held()).toHaveLength(held.length);
});

test('a filling that was cut anywhere is gone on with, on a later day too, and ends as one that was not', {
  timeout: patience,
}, async () => {
  const wanted = await contentOf(await filled.reader());
  const hub = await startSampleHub();
  onTestFinished(() => hub.stop());
  for (const requests of [4, 9, 15]) {
    await expect(fillSampleNetwork(await cutAfter(requests, hub.address), hub)).rejects.toThrow();
  }
  await fillSampleNetwork(hub.address, { folder: hub.folder, now: Date.now() + 86_400_000 });
  expect(await contentOf(await hub.reader())).toEqual(wanted);
  expect(await hub.held()).toHaveLength((await filled.held()).length);
});

// The last one: what its laptop brings is held at the hub, and the others count that.
test('the laptop that is opened first knows what the hub holds of it, and its journal gives everything back', {
  timeout: patience,
}, async () => {
  const folder = join(filled.folder, '..', 'laptop');
  await prepareLaptop(folder, filled.address);
  await prepareLaptop(folder, 'http://127.0.0.1:9'); // it is there: nothing is asked
  const place = join(folder, 'waypost');
  const key = await readFile(join(place, 'device-key'));
  expect(key.subarray(0, 6).toString()).toBe('plain:');
  await writeFile(join(place, 'device-key'), key.subarray(6)); // as the command keeps it
  const opened = await openHeadlessDevice(place);
  if (!opened.ok) throw new Error(opened.failure.kind);
  onTestFinished(() => opened.value.close());
  const held = await opened.value.engine.notAccepted();
  expect(held.map(({ outcome }) => outcome.kind)).toEqual(held.map(() => 'quarantined'));
  expect(held.flatMap(({ operation }) => operation?.field ?? []).sort()).toEqual([
    ...['title.es', 'title.fr', 'translation:title.es', 'translation:title.fr'],
  ]);
  expect(await opened.value.engine.list({ type: 'playbook' })).toHaveLength(13);
});
