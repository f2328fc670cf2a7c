/** Rules of the engine that show only at its borders: what it tells, what one write holds, what absorbing again changes. */
import { expect, test } from 'vitest';
import { draftPlaybook, edit, playbookId, save, startLife, sync } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { person, scopeA, scopeB } from '../../test/support/network.ts';
import { createRecord } from '../domain/edit.ts';
import { playbook } from '../domain/playbook.ts';
import { fingerprintOf, noteKeyOf } from '../domain/translation/translation-note.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store, StoreChange } from './ports.ts';

/** A store that keeps what was written to it, in order, once it is written. */
function watchedStore(): { readonly store: Store; readonly writes: StoreChange[] } {
  const inner = createMemoryStore();
  const writes: StoreChange[] = [];
  const write: Store['write'] = async (change) => {
    await Promise.resolve(); // a disk answers later
    await inner.write(change);
    writes.push(change);
  };
  return { store: { ...inner, write }, writes };
}

test('[EN5] a change is told with its types and records, when the store has it', async () => {
  const { store, writes } = watchedStore();
  const life = await startLife(createFakeHub(), { store });
  const told: {
    readonly types: readonly string[];
    readonly records: readonly string[];
    readonly isWritten: boolean;
  }[] = [];
  life.engine.onChange(({ types, records }) => {
    if (records.length === 0) return;
    const written = new Set(writes.flatMap(({ operations = [] }) => operations.map(({ record }) => record)));
    told.push({ types, records, isWritten: records.every((id) => written.has(id)) });
  });
  await save(life, [...draftPlaybook(1), ...draftPlaybook(2)]);
  await life.engine.status();
  expect(told).toEqual([{ types: ['playbook'], records: [playbookId(1), playbookId(2)], isWritten: true }]);
});

test('[SY8] every write that moves a cursor holds what was read up to it, and none holds more', async () => {
  const hub = createFakeHub();
  hub.pageSize = 2;
  const writer = await startLife(hub);
  for (const number of [1, 2, 3]) await save(writer, draftPlaybook(number));
  await sync(writer);
  const { store, writes } = watchedStore();
  const reader = await startLife(hub, { number: 2, store });
  await sync(reader);
  let at = 0;
  for (const { cursors = [], operations = [] } of writes) {
    const places = operations.flatMap(({ scope, seq }) => (scope === scopeA && seq !== null ? [seq] : []));
    const to = cursors.find(({ scope }) => scope === scopeA)?.seq ?? at;
    const between = Array.from({ length: to - at }, (_, i) => at + 1 + i);
    expect(places.sort((a, b) => a - b)).toEqual(between);
    at = to;
  }
  expect(at).toBe(hub.logs.get(scopeA)?.length);
  expect(at).toBeGreaterThan(2);
});

test('[JR2] frames that are absorbed again, all of them, change nothing', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  await save(one, draftPlaybook(1));
  await one.engine.status();
  const early = await one.store.meta('journal');
  for (const life of [one, two]) await sync(life);
  await edit(one, 1, { 'title.en': 'Ours' });
  await edit(two, 1, { 'title.en': 'Theirs' }, 2);
  hub.judge = ({ id, field }) => (field === 'region' ? { kind: 'refused', id, reason: 'role-may-not' } : null);
  await edit(one, 1, { region: 'North' });
  for (const life of [two, one]) await sync(life);
  await save(one, draftPlaybook(2));
  const everything = async () => ({
    operations: await everythingOf(one.store, scopeA),
    records: await one.store.open([1, 2].map(playbookId)),
    entries: await one.store.list({ withDeleted: true }),
    waiting: await one.store.outbox(100),
    notAccepted: await one.store.notAccepted(),
    cursors: await one.store.cursors(),
    lamport: await one.store.lamport(scopeA),
    meta: await Promise.all(
      ['journal', 'digests', 'ticket', 'epoch', 'incarnation'].map((name) => one.store.meta(name)),
    ),
  });
  await one.engine.status();
  const before = await everything();
  await one.store.write({ meta: { journal: early } });
  const again = await startLife(hub, one);
  expect(again.engine.started).toMatchObject({ kind: 'caught-up' });
  expect(await everything()).toEqual(before);
  // What was read again is more than nothing: accepted, refused and waiting work, and another's.
  expect(before.operations.map(({ origin }) => origin.author)).toContain(person(2));
  expect([before.notAccepted.length, before.waiting.length]).toEqual([1, 3]);
  expect(early).not.toEqual(before.meta[0]);
});

test('[OP5] an operation has one more than the highest number known in its scope, whatever the clock says', async () => {
  const hub = createFakeHub();
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  const made = draftPlaybook(1);
  await save(one, made);
  await edit(one, 1, { region: 'North' });
  for (const life of [one, two]) await sync(life);
  two.clock.advance(-365 * 86_400_000);
  const [later] = await edit(two, 1, { region: 'South' }, 2);
  await save(two, draftPlaybook(9, 'Elsewhere', scopeB), 2);
  const lamports = (await everythingOf(two.store, scopeA)).map(({ lamport }) => lamport).sort((a, b) => a - b);
  expect(lamports).toEqual(Array.from({ length: made.length + 2 }, (_, i) => i + 1));
  const last = (await two.store.history(playbookId(1))).find(({ id }) => id === later);
  expect(last?.lamport).toBe(made.length + 2);
  const elsewhere = (await everythingOf(two.store, scopeB)).map(({ lamport }) => lamport).sort((a, b) => a - b);
  expect(elsewhere).toEqual(elsewhere.map((_, i) => i + 1));
});

test('[EN7] the engine adds to a translation what it was made from, in the same action', async () => {
  const life = await startLife(createFakeHub());
  const title = { fr: 'Cordon', ar: 'طوق' };
  const made = createRecord(playbook, { scope: scopeA, id: playbookId(1) }, { language: 'fr', title });
  if (!made.ok) throw new Error(made.failure.kind);
  await save(life, made.value);
  const history = await life.store.history(playbookId(1));
  const notes = history.filter(({ field }) => field.startsWith('translation:'));
  expect(notes.map(({ field, value }) => [field, value])).toEqual([
    [noteKeyOf('title.ar'), { state: 'translated', text: fingerprintOf('طوق'), source: fingerprintOf('Cordon') }],
  ]);
  expect(new Set(history.map(({ tx }) => tx)).size).toBe(1);
});
