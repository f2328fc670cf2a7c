import { expect, test } from 'vitest';
import { draftPlaybook, edit, playbookId, save, startLife, sync, twoTitles } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { createMemoryJournalFiles } from '../../test/support/memory-journal-files.ts';
import { person, scopeA, testDevice } from '../../test/support/network.ts';
import type { OperationDraft } from '../domain/record-state.ts';
import type { Engine } from './engine.ts';
import type { ReplayProgress } from './engine-core.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './ports.ts';
import { openSegmentJournal } from './segment-journal.ts';

/** Everything a person could see of a device. */
async function sight({ engine }: { readonly engine: Engine }) {
  const list = [...(await engine.list({ withDeleted: true }))].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { waiting, notAccepted, conflicts, lastContact } = await engine.status();
  const records = await engine.open(list.map(({ id }) => id));
  const ids = (await engine.waiting(1_000)).map(({ id }) => id);
  return { list, records, ids, waiting, notAccepted, conflicts, lastContact, identity: await engine.identity() };
}

/** A device with a bit of everything: received, accepted, refused, in conflict, waiting. */
async function livedIn() {
  const hub = createFakeHub();
  const [one, two] = await twoTitles(hub);
  hub.judge = ({ id, field }) => (field === 'region' ? { kind: 'refused', id, reason: 'role-may-not' } : null);
  await edit(one, 1, { region: 'North' });
  for (const life of [two, one]) await sync(life);
  await save(one, draftPlaybook(2));
  return { hub, one };
}

test('[JR4] a store that was wiped comes back from the journal alone: records, outbox, refusals, cursors', async () => {
  const { hub, one } = await livedIn();
  const before = await sight(one);
  expect(before).toMatchObject({ waiting: 3, notAccepted: 1, conflicts: 1 });
  const again = await startLife(hub, { journal: one.journal });
  expect(again.engine.started.kind).toBe('rebuilt');
  expect(await sight(again)).toEqual(before);
  expect(await again.store.cursors()).toEqual(await one.store.cursors());
  expect(await sync(again)).toMatchObject({ requests: 1, sent: 3, received: 0 });
});

test('[JR4] a rebuild tells how much of the journal it has read; a start on a whole store tells nothing', async () => {
  const { hub, one } = await livedIn();
  const told: ReplayProgress[] = [];
  const onReplay = (progress: ReplayProgress) => void told.push(progress);
  await startLife(hub, { journal: one.journal, store: one.store, onReplay });
  expect(told).toEqual([]);
  const total = await one.journal.position();
  await startLife(hub, { journal: one.journal, onReplay });
  expect(told).toEqual([{ read: 0, total }]);
});

test('[JR4] a long rebuild tells again after each piece', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  const many = Array.from({ length: 700 }, (_, number) => draftPlaybook(number + 1));
  for (const half of [many.slice(0, 350), many.slice(350)]) await save(one, half.flat());
  await save(one, draftPlaybook(900));
  const told: ReplayProgress[] = [];
  await startLife(hub, { journal: one.journal, onReplay: (progress) => void told.push(progress) });
  const total = (told[0] as ReplayProgress).total;
  expect(told).toEqual([
    { read: 0, total },
    { read: expect.any(Number), total },
  ]);
  expect(told[1]?.read).toBeGreaterThan(total / 2);
  expect(told[1]?.read).toBeLessThan(total);
});

test('[DV1] a wiped store begins a new incarnation; a whole one goes on with its own', async () => {
  const { hub, one } = await livedIn();
  const incarnation = await one.store.meta('incarnation');
  const on = await startLife(hub, { journal: one.journal, store: one.store });
  expect(on.engine.started).toMatchObject({ kind: 'whole', operations: 0 });
  expect(await on.store.meta('incarnation')).toBe(incarnation);
  const again = await startLife(hub, { journal: one.journal });
  expect(await again.store.meta('incarnation')).not.toBe(incarnation);
});

test('[DV2] a journal that was lost is filled with what only the store has, and the rest is read from the hub', async () => {
  const { hub, one } = await livedIn();
  const before = await sight(one);
  const again = await startLife(hub, { store: one.store });
  expect(again.engine.started.kind).toBe('rescued');
  expect((await again.engine.status()).waiting).toBe(before.waiting);
  expect(await again.engine.open([playbookId(1)])).toEqual(await one.engine.open([playbookId(1)]));
  await sync(again);
  const rebuilt = await startLife(hub, { journal: again.journal });
  await sync(rebuilt);
  expect((await sight(rebuilt)).records).toEqual((await sight(again)).records);
});

test('[DV2] a journal of an older day is noticed, and nothing that the store alone holds is lost', async () => {
  const hub = createFakeHub();
  const files = createMemoryJournalFiles();
  const open = async () => {
    const opened = await openSegmentJournal(files);
    if (!opened.ok) throw new Error('journal');
    return opened.value;
  };
  const one = await startLife(hub, { journal: await open() });
  await save(one, draftPlaybook(1));
  const image = [...files.files].map(([name, bytes]) => [name, bytes.slice()] as const);
  await save(one, draftPlaybook(2));
  for (const [name, bytes] of image) files.files.set(name, bytes);
  const again = await startLife(hub, { journal: await open(), store: one.store });
  expect(again.engine.started.kind).toBe('rescued');
  const rebuilt = await startLife(hub, { journal: await open() });
  expect((await rebuilt.engine.status()).waiting).toBe(6);
  expect(await rebuilt.engine.list({})).toHaveLength(2);
});

test('[JR3] a save whose store write failed is saved: it is there at once and after a restart', async () => {
  const hub = createFakeHub();
  const inner = createMemoryStore();
  let failing = false;
  const store: Store = {
    ...inner,
    write: async (change) => {
      if (failing) throw new Error('QuotaExceededError');
      return inner.write(change);
    },
  };
  const one = await startLife(hub, { store });
  failing = true;
  expect((await one.engine.apply(person(1), draftPlaybook(1))).ok).toBe(true);
  expect(await one.engine.apply(person(1), draftPlaybook(2))).toMatchObject({ failure: { kind: 'store-failed' } });
  failing = false;
  expect(await one.engine.list({})).toHaveLength(1);
  expect((await one.engine.status()).waiting).toBe(3);
  const again = await startLife(hub, { journal: one.journal });
  expect(await again.engine.list({})).toHaveLength(1);
});

test('[JR1] when the journal cannot be written nothing is saved and nothing shows', async () => {
  const hub = createFakeHub();
  const files = createMemoryJournalFiles();
  const opened = await openSegmentJournal(files);
  if (!opened.ok) throw new Error('journal');
  const one = await startLife(hub, { journal: opened.value });
  files.space = 40;
  expect(await one.engine.apply(person(1), draftPlaybook(1))).toEqual({ ok: false, failure: { kind: 'disk-full' } });
  expect(await one.engine.list({})).toEqual([]);
  files.space = 100_000;
  await save(one, draftPlaybook(1));
  expect(await one.engine.list({})).toHaveLength(1);
});

test('[EN2] what the policy denies is not saved, not even the allowed part of the action', async () => {
  const hub = createFakeHub();
  const translator = testDevice(1, ['translator']);
  const one = await startLife(hub, { device: translator });
  expect(await one.engine.apply(person(1), draftPlaybook(1))).toMatchObject({
    failure: { kind: 'not-allowed', reason: 'role-may-not', type: 'playbook' },
  });
  expect((await one.engine.status()).waiting).toBe(0);
  expect(await one.engine.apply(person(7), draftPlaybook(1))).toMatchObject({
    failure: { kind: 'not-allowed', reason: 'no-grant-in-scope' },
  });
});

test('[EN2] a create of a record that exists gives no right to change it', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub, { device: testDevice(1, ['trainer']) });
  const place = { scope: scopeA, type: 'attachment', record: playbookId(1), supersedes: [] };
  const make = (name: string): OperationDraft[] => [
    { ...place, kind: 'create', field: '@exists', value: null },
    { ...place, kind: 'set', field: 'name', value: name },
  ];
  await save(one, make('original.json'));
  expect(await one.engine.apply(person(1), make('replaced.json'))).toMatchObject({
    failure: { kind: 'not-allowed', reason: 'role-may-not' },
  });
});

test('[EN2] a create of a record that exists asks for the right to restore it', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub, { device: testDevice(1, ['trainer']) });
  const [create] = draftPlaybook(1) as [OperationDraft];
  await save(one, draftPlaybook(1));
  expect(await one.engine.apply(person(1), [create])).toMatchObject({
    failure: { kind: 'not-allowed', reason: 'role-may-not' },
  });
});

test('[EN1] saves from many callers at once are all kept, each with a Lamport number of its own', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await Promise.all(Array.from({ length: 20 }, (_, i) => save(one, draftPlaybook(i))));
  const lamports = (await one.engine.waiting(1_000)).map(({ lamport }) => lamport);
  expect(new Set(lamports).size).toBe(60);
  expect(lamports).toEqual([...lamports].sort((a, b) => a - b));
});

test('[EN6] the same ports, clock and seed make the same journal, byte for byte', async () => {
  const journals = [];
  for (let i = 0; i < 2; i++) {
    const { one } = await livedIn();
    const bytes: number[] = [];
    for await (const piece of one.journal.read(0)) bytes.push(...piece);
    journals.push(bytes);
  }
  expect(journals[0]).toEqual(journals[1]);
});
