import { expect, test } from 'vitest';
import { draftPlaybook, edit, playbookId, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { createMemoryJournalFiles } from '../../test/support/memory-journal-files.ts';
import { person, scopeA, scopeB } from '../../test/support/network.ts';
import type { Json } from '../base/json.ts';
import { ok } from '../base/result.ts';
import type { OperationDraft } from '../domain/record-state.ts';
import { openBatch } from '../protocol/batch.ts';
import { encodeFrame, frameTypes } from '../protocol/frame.ts';
import { openSegmentJournal } from './segment-journal.ts';

async function segments(files = createMemoryJournalFiles()) {
  const opened = await openSegmentJournal(files);
  if (!opened.ok) throw new Error(opened.failure.kind);
  return { files, journal: opened.value };
}

test('[EN3] an action over two scopes is in the journal whole or not at all, wherever the file is torn', async () => {
  const hub = createFakeHub();
  const { files, journal } = await segments();
  const one = await startLife(hub, { journal });
  const before = await journal.position();
  await save(one, [...draftPlaybook(1), ...draftPlaybook(2, 'Elsewhere', scopeB)]);
  const [name, bytes] = [...files.files][0] as [string, Uint8Array];
  for (let cut = before; cut <= bytes.length; cut += cut < bytes.length - 7 ? 7 : 1) {
    const torn = createMemoryJournalFiles();
    torn.files.set(name, bytes.slice(0, cut));
    const again = await startLife(hub, { journal: (await segments(torn)).journal });
    expect(await again.engine.list({})).toHaveLength(cut === bytes.length ? 2 : 0);
  }
});

test('[EN4] what could not be read back is refused, and nothing of the action is kept', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  const before = await one.journal.position();
  let deep: Json = 1;
  for (let level = 0; level < 200; level++) deep = [deep];
  const [first, ...rest] = draftPlaybook(1);
  const hostile = [
    { ...first, kind: 'set' as const, field: 'extra', value: deep },
    { ...first, kind: 'set' as const, field: 'x'.repeat(1_001), value: null },
  ] as OperationDraft[];
  for (const draft of hostile) {
    const saved = await one.engine.apply(person(1), [first as OperationDraft, draft, ...rest]);
    expect(saved).toMatchObject({ ok: false, failure: { kind: 'not-allowed', reason: 'too-large' } });
  }
  expect(await one.journal.position()).toBe(before);
});

test('[JR4] an action of more content than one batch may have comes back whole from the journal', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  const [first, ...rest] = draftPlaybook(1) as [OperationDraft, ...OperationDraft[]];
  const large = Array.from(
    { length: 20 },
    (_, n): OperationDraft => ({ ...first, kind: 'set', field: `extra${n}`, value: 'a'.repeat(1_900_000) }),
  );
  await save(one, [first, ...rest, ...large]);
  const again = await startLife(hub, { journal: one.journal });
  expect(again.engine.started).toMatchObject({ operations: 23, skipped: 0 });
});

test('[JR5] frames of a newer edition are skipped, and stay in the journal', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await one.journal.append(encodeFrame(200, new Uint8Array([1, 2, 3])));
  await one.journal.append(encodeFrame(frameTypes.saved, new Uint8Array([9, 9, 9])));
  const again = await startLife(hub, { journal: one.journal });
  expect(again.engine.started).toMatchObject({ skipped: 2 });
  await save(again, draftPlaybook(1));
  const third = await startLife(hub, { journal: one.journal, store: again.store });
  expect(third.engine.started).toMatchObject({ kind: 'whole' });
  expect(await third.engine.list({})).toHaveLength(1);
});

test('[JR6] a store of another merge edition is rebuilt from the journal, with everything that waited', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  await one.store.write({ meta: { edition: 0 }, recordsRemove: [{ scope: scopeA, id: playbookId(1) }] });
  const again = await startLife(hub, { journal: one.journal, store: one.store });
  expect(again.engine.started.kind).toBe('rebuilt');
  expect(await again.engine.list({})).toHaveLength(1);
  expect((await again.engine.status()).waiting).toBe(3);
});

test('[JR7] after damage in the middle of the journal nothing that was saved is missing', async () => {
  const hub = createFakeHub();
  const { files, journal } = await segments();
  const one = await startLife(hub, { journal });
  for (const n of [1, 2, 3]) await save(one, draftPlaybook(n));
  await sync(one);
  await save(one, draftPlaybook(4));
  const bytes = [...files.files.values()][0] as Uint8Array;
  const middle = Math.floor(bytes.length / 5);
  bytes[middle] = (bytes[middle] as number) ^ 0xff;
  const again = await startLife(hub, { journal: (await segments(files)).journal, store: one.store });
  expect(again.engine.started.kind).toBe('whole');
  await sync(again);
  expect(await again.engine.list({})).toHaveLength(4);
  const rebuilt = await startLife(hub, { journal: (await segments(files)).journal });
  expect(rebuilt.engine.started).toMatchObject({ kind: 'rebuilt', damaged: 1 });
  await sync(rebuilt);
  expect(await rebuilt.engine.list({})).toHaveLength(4);
  expect(hub.logs.get(scopeA)).toHaveLength(12);
});

test('[JR7] a cursor from behind damage does not count: what was in it is asked of the hub again', async () => {
  const hub = createFakeHub();
  const two = await startLife(hub, { number: 2 });
  const { files, journal } = await segments();
  const one = await startLife(hub, { journal });
  for (const n of [1, 2, 3]) {
    await save(two, draftPlaybook(n), 2);
    await sync(two);
    await sync(one);
  }
  const bytes = [...files.files.values()][0] as Uint8Array;
  for (let at = 0; at < bytes.length; at += 97) {
    const harmed = createMemoryJournalFiles();
    for (const [name, whole] of files.files) harmed.files.set(name, whole.slice());
    const copy = [...harmed.files.values()][0] as Uint8Array;
    copy[at] = (copy[at] as number) ^ 0xff;
    const rebuilt = await startLife(hub, { journal: (await segments(harmed)).journal });
    await sync(rebuilt);
    expect([at, (await rebuilt.engine.list({})).length]).toEqual([at, 3]);
  }
});

test('[HB4] what needs a newer hub still shows, and is offered again at the next start', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  hub.judge = ({ id }) => ({ kind: 'needs-newer-hub', id });
  await save(one, draftPlaybook(1));
  await sync(one);
  expect(await one.engine.status()).toMatchObject({ waiting: 0, notAccepted: 3 });
  expect(await one.engine.list({})).toHaveLength(1);
  hub.judge = () => null;
  const again = await startLife(hub, { journal: one.journal, store: one.store });
  expect(await again.engine.status()).toMatchObject({ waiting: 3, notAccepted: 0 });
  await sync(again);
  expect(hub.logs.get(scopeA)).toHaveLength(3);
});

test('[HB4] a check that reads the journal anew leaves offered what waits for a newer hub', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  hub.judge = ({ id }) => ({ kind: 'needs-newer-hub', id });
  await save(one, draftPlaybook(1));
  await sync(one);
  hub.judge = () => null;
  const again = await startLife(hub, { journal: one.journal, store: one.store });
  // A placed operation that is not there any more has the journal read, and with it what the hub said before.
  await again.store.write({ meta: { digests: { [scopeA]: { digest: 'f'.repeat(64), top: 1 } } } });
  const later = await startLife(hub, { journal: one.journal, store: again.store });
  await later.engine.check();
  expect(await later.engine.status()).toMatchObject({ waiting: 3, notAccepted: 0 });
  await sync(later);
  expect(hub.logs.get(scopeA)).toHaveLength(3);
});

test('[SY3] each batch names the one before, over restarts too, and a new incarnation begins a new chain', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  await sync(one);
  const on = await startLife(hub, { journal: one.journal, store: one.store });
  await edit(on, 1, { 'title.en': 'Second' });
  await sync(on);
  const rebuilt = await startLife(hub, { journal: one.journal });
  await edit(rebuilt, 1, { 'title.en': 'Third' });
  await sync(rebuilt);
  const batches = hub.requests.flatMap((request) => request.batches.map((payload) => openBatch(payload)));
  const [first, second, third] = batches.map((batch) => (batch.ok ? batch.value : null));
  expect(first?.prev).toBeNull();
  expect(second?.prev).toEqual(first?.hash);
  expect(third?.prev).toBeNull();
  expect(third?.incarnation).not.toBe(first?.incarnation);
});

test('[EN1] [SY1] saves made during an exchange are kept, and go up with the next round', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  await save(one, draftPlaybook(1));
  const running = one.engine.sync();
  await save(one, draftPlaybook(2));
  expect((await running).ok).toBe(true);
  await sync(one);
  expect(hub.logs.get(scopeA)).toHaveLength(6);
  expect((await one.engine.status()).waiting).toBe(0);
});

test('[SY1] who asks while an answer is on its way gets a request that was made after the question', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  let again: ReturnType<typeof one.engine.sync> | null = null;
  hub.meddle = (answer) => {
    again ??= one.engine.sync();
    return ok(answer);
  };
  const first = one.engine.sync();
  expect((await first).ok).toBe(true);
  expect(await again).toBe(await first);
  expect(hub.requests).toHaveLength(2);
});

test('[SY1] two calls of sync at once are one sync', async () => {
  const hub = createFakeHub();
  const one = await startLife(hub);
  const [first, second] = await Promise.all([one.engine.sync(), one.engine.sync()]);
  expect(first).toBe(second);
  expect(hub.requests).toHaveLength(1);
});
