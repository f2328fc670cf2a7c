/** The erasure of a person: the real engine against the real decisions ([ER1] to [ER8]). */
import { expect, test } from 'vitest';
import { fail } from '../../shared/base/result.ts';
import { attachment, chunksIn } from '../../shared/domain/attachment.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import { answerErasure, askForErasure, standingOf } from '../../shared/domain/erasure/answer-erasure.ts';
import { type ErasedRecord, erasedRecordsOf, erasure, erasureRequest } from '../../shared/domain/erasure/erasure.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { attendanceMark } from '../../shared/domain/training/attendance-mark.ts';
import { person } from '../../shared/domain/training/person.ts';
import { frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { Journal, Store } from '../../shared/sync/ports.ts';
import { createHubNode, type HubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../test/support/live-device.ts';
import { uuidNumbered } from '../../test/support/network.ts';

const canary = 'Zephyrine Quillfeather';
const note = 'came late, as Quillfeather does';
const [subject, mark, file, asking, answering] = [1, 2, 3, 4, 5].map((n) => uuidNumbered(0xe4, n)) as [
  string,
  string,
  string,
  string,
  string,
];

function must<T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function saved({ engine }: LiveDevice, author: string, drafts: readonly OperationDraft[]) {
  return must(await engine.apply(author, drafts)).operations;
}

/** A person with a mark and a file, written by one and read by another; an old image of the reader's disk from then on. */
async function network() {
  const hub = await createHubNode(seeded(31), liveClock);
  const [scope = ''] = hub.scopes;
  const [asker = '', confirmer = '', third = ''] = hub.people;
  const writer = await startLive(hub, await hub.enrol('writer', [asker]));
  const reader = await startLive(hub, await hub.enrol('reader', [confirmer]));
  const at = (id: string) => ({ scope, id });
  const chunks = must(await writer.engine.keepChunks(new TextEncoder().encode(canary)));
  await saved(writer, asker, [
    ...must(createRecord(person, at(subject), { name: canary, email: 'z@example.org' })),
    ...must(createRecord(attendanceMark, at(mark), { person: subject, mark: 'late', note })),
    ...must(createRecord(attachment, at(file), { owner: subject, name: canary, chunks: chunks.join(' ') })),
    ...draftPlaybook(1, 'Cordon', scope),
  ]);
  await synced(writer);
  await reader.engine.wantFiles({ files: [file], scopes: [], quota: 0 });
  await synced(reader);
  const [state] = await reader.engine.open([subject]);
  await saved(reader, confirmer, must(setFields(person, state as never, { role: `${canary}, surveyor` })));
  await synced(reader);
  await synced(writer);
  return { hub, scope, at, asker, confirmer, third, writer, reader };
}

type Network = Awaited<ReturnType<typeof network>>;

const profile = (id: string) => ({ person: id, name: id, centre: 'Simulated' });

/** One asks on the writer's laptop, the other confirms on the reader's. */
async function erased({ at, asker, confirmer, writer, reader }: Network, records?: readonly ErasedRecord[]) {
  const states = await writer.engine.open([subject, mark, file]);
  const what = records ?? erasedRecordsOf(states, thisEdition);
  const said = { records: [...what], reason: 'On request', language: 'en', by: profile(asker), at: liveClock.now() };
  await saved(writer, asker, must(askForErasure(at(asking), subject, said)));
  await synced(writer);
  await synced(reader);
  await confirm(reader, confirmer, at(answering));
  await synced(reader);
}

async function confirm(device: LiveDevice, author: string, place: { scope: string; id: string }) {
  const [asked] = standingOf(await device.engine.open([asking]));
  if (asked === undefined) throw new Error('Nothing was asked');
  return saved(device, author, must(answerErasure(place, asked, { does: 'erase', by: profile(author), at: 1 })));
}

/** Everything that a journal says, in words. */
async function wordsIn(journal: Journal): Promise<string> {
  const said: string[] = [];
  for await (const bytes of journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      if (frame.type === frameTypes.chunk) said.push(new TextDecoder().decode(frame.payload));
      const entry = entryOfFrame(frame);
      if (entry !== null && 'operations' in entry) said.push(JSON.stringify(entry.operations));
    }
  }
  return said.join('\n');
}

async function wordsOf({ store }: { readonly store: Store }, scope: string): Promise<string> {
  const states = await store.open((await store.list({ withDeleted: true })).map(({ id }) => id));
  const chunks = await Promise.all([...(await store.chunkHashes())].map((hash) => store.chunk(hash)));
  const bytes = chunks.map((chunk) => new TextDecoder().decode(chunk ?? undefined));
  return JSON.stringify([
    await everythingOf(store, scope),
    states,
    bytes,
    await store.list({}),
    await store.outbox(100),
  ]);
}

async function expectClean(device: LiveDevice, scope: string) {
  for (const words of [await wordsOf(device, scope), await wordsIn(device.journal)]) {
    expect(words).not.toContain('Quillfeather');
    expect(words).toContain('Cordon');
  }
}

async function expectCleanHub(hub: HubNode, scope: string) {
  const words = JSON.stringify([...(await hub.holdings(scope))]);
  expect(words).not.toContain('Quillfeather');
  expect(words).toContain('Cordon');
}

const origin = async (hub: HubNode, scope: string) =>
  (await hub.log(scope)).map(({ seq, chain, digest }) => [seq, chain, digest]);

test('[ER3] [ER5] what was said of a person is gone at the hub and on both laptops, and the order is what it was', async () => {
  const all = await network();
  const { hub, scope, writer, reader } = all;
  expect(await wordsIn(writer.journal)).toContain('Quillfeather');
  const before = await origin(hub, scope);
  await erased(all);
  await synced(writer);
  await expectCleanHub(hub, scope);
  for (const device of [writer, reader]) await expectClean(device, scope);
  expect((await origin(hub, scope)).slice(0, before.length)).toEqual(before);
  const [gone, kept] = await writer.engine.open([subject, mark]);
  expect(Object.keys(gone?.fields ?? {})).toEqual(['@exists']);
  expect(kept?.fields['mark']?.[0]?.value).toBe('late');
  expect(kept?.fields['note']).toBeUndefined();
});

test('[ER2] [OD1] [OD3] one laptop neither asks and confirms for two persons, nor says otherwise: the engine names it and the hub refuses', async () => {
  const hub = await createHubNode(seeded(37), liveClock, undefined, { sample: false });
  const [scope = ''] = hub.scopes;
  const [asker = '', confirmer = ''] = hub.people;
  const shared = await startLive(hub, await hub.enrol('shared', [asker, confirmer]));
  const own = await startLive(hub, await hub.enrol('own', [confirmer]));
  const at = (id: string) => ({ scope, id });
  const asked = {
    records: [{ id: subject, type: 'person' }],
    reason: 'On request',
    language: 'en',
    by: profile(asker),
  };
  await saved(shared, asker, must(createRecord(person, at(subject), { name: canary })));
  await saved(shared, asker, must(askForErasure(at(asking), subject, { ...asked, at: 1 })));
  await synced(shared);
  const [standing] = standingOf(await shared.engine.open([asking]));
  expect(standing?.request['device']).toBe((await shared.engine.identity()).device);
  await confirm(shared, confirmer, at(answering));
  await synced(shared);
  const refused = (await shared.engine.notAccepted()).map(({ outcome }) => 'reason' in outcome && outcome.reason);
  expect(new Set(refused)).toEqual(new Set(['same-device']));
  await synced(own);
  await confirm(own, confirmer, at(uuidNumbered(0xe4, 6)));
  await synced(own);
  expect(await own.engine.notAccepted()).toEqual([]);
  expect((await own.engine.open([subject]))[0]?.fields['name']).toBeUndefined();
});

test('[ER5] a store that is built anew from the journal, and a laptop that comes new, show the same', async () => {
  const all = await network();
  const { hub, scope, third, writer, reader } = all;
  await erased(all);
  await synced(writer);
  const rebuilt = await startLive(hub, writer.enrolled, { journal: writer.journal });
  expect(rebuilt.engine.started).toMatchObject({ kind: 'rebuilt', skipped: 0, damaged: 0 });
  const fresh = await startLive(hub, await hub.enrol('fresh', [third]));
  for (const device of [rebuilt, fresh]) {
    await synced(device);
    await expectClean(device, scope);
    expect(await device.engine.open([subject, mark])).toEqual(await reader.engine.open([subject, mark]));
    expect(await device.engine.check()).toMatchObject({ ok: true, value: { damaged: 0, scopes: 0, open: false } });
    expect(await synced(device)).toMatchObject({ requests: 1, sent: 0, received: 0 });
  }
});

test('[ER2] whoever asked cannot confirm, and nobody can confirm something else', async () => {
  const all = await network();
  const { hub, scope, at, asker, confirmer, writer, reader } = all;
  const records = erasedRecordsOf(await writer.engine.open([subject]), thisEdition);
  const said = { records, reason: 'On request', language: 'en', by: profile(asker), at: 1 };
  await saved(writer, asker, must(askForErasure(at(asking), subject, said)));
  await confirm(writer, asker, at(answering));
  await synced(writer);
  const refused = new Set(
    (await writer.engine.notAccepted()).map(({ outcome }) => 'reason' in outcome && outcome.reason),
  );
  expect(refused).toEqual(new Set(['own-work']));
  await synced(reader);
  const [asked] = standingOf(await reader.engine.open([asking]));
  if (asked === undefined) throw new Error('Nothing was asked');
  const other = {
    ...asked,
    request: { ...asked.request, records: [{ id: mark, type: 'attendance-mark', fields: ['note'] }] },
  };
  const otherPlace = at(uuidNumbered(0xe4, 9));
  await saved(
    reader,
    confirmer,
    must(answerErasure(otherPlace, other, { does: 'erase', by: profile(confirmer), at: 1 })),
  );
  await synced(reader);
  expect((await reader.engine.notAccepted()).map(({ outcome }) => 'reason' in outcome && outcome.reason)).toContain(
    'not-held',
  );
  expect(JSON.stringify([...(await hub.holdings(scope))])).toContain('Quillfeather');
});

test('[ER1] nothing that is not declared to be personal can be asked for, and nobody asks in the name of somebody else', async () => {
  const { at, asker, confirmer, writer } = await network();
  const ask = async (n: number, records: ErasedRecord[], by = asker) => {
    const said = { records, reason: 'Why', language: 'en', by: profile(by), at: 1 };
    await saved(writer, asker, must(askForErasure(at(uuidNumbered(0xe5, n)), subject, said)));
  };
  await ask(1, [{ id: mark, type: 'attendance-mark' }]);
  await ask(2, [{ id: mark, type: 'attendance-mark', fields: ['note', 'mark'] }]);
  await ask(3, [{ id: subject, type: 'person' }], confirmer);
  await synced(writer);
  const reasons = (await writer.engine.notAccepted()).map(({ outcome }) => 'reason' in outcome && outcome.reason);
  expect(new Set(reasons)).toEqual(new Set(['value-invalid']));
  expect(reasons.length).toBeGreaterThanOrEqual(6);
});

test('[ER2] a request may be declined, and is settled then', async () => {
  const all = await network();
  const { hub, scope, at, asker, confirmer, writer, reader } = all;
  const records = erasedRecordsOf(await writer.engine.open([subject]), thisEdition);
  const said = { records, reason: 'On request', language: 'en', by: profile(asker), at: 1 };
  await saved(writer, asker, must(askForErasure(at(asking), subject, said)));
  await synced(writer);
  await synced(reader);
  const [asked] = standingOf(await reader.engine.open([asking]));
  await saved(
    reader,
    confirmer,
    must(answerErasure(at(answering), asked as never, { does: 'decline', by: profile(confirmer), at: 1 })),
  );
  await synced(reader);
  expect(standingOf(await reader.engine.open([asking, answering]))[0]?.answer?.does).toBe('decline');
  expect(JSON.stringify([...(await hub.holdings(scope))])).toContain('Quillfeather');
});

test('[ER4] what a laptop wrote while it was away gets its place or none, and leaves no value anywhere', async () => {
  const all = await network();
  const { hub, scope, asker, writer, reader } = all;
  const away = await startLive(hub, writer.enrolled, { store: writer.store, journal: writer.journal });
  const [state] = await away.engine.open([subject]);
  await saved(away, asker, must(setFields(person, state as never, { role: `${canary} again` })));
  const twin = await startLive(hub, await hub.enrol('twin', [asker]));
  await synced(twin);
  await erased({ ...all, writer: twin });
  await synced(away);
  await expectCleanHub(hub, scope);
  for (const device of [away, reader, twin]) {
    await synced(device);
    await expectClean(device, scope);
  }
  expect(await away.engine.status()).toMatchObject({ waiting: 0 });
  expect(await away.engine.open([subject])).toEqual(await reader.engine.open([subject]));
});

test('[ER4] [ER5] an old image of a disk erases when it calls, and brings nothing back', async () => {
  const all = await network();
  const { hub, scope, reader } = all;
  const [store, journal] = [createMemoryStore(), createMemoryJournal()];
  for await (const bytes of reader.journal.read(0)) await journal.append(bytes.slice());
  await erased(all);
  const image = await startLive(hub, reader.enrolled, { store, journal });
  expect(await wordsIn(journal)).toContain('Quillfeather');
  await synced(image);
  await expectClean(image, scope);
  await expectCleanHub(hub, scope);
});

test('[ER8] [RH2] a hub that is put back to before it is given the erasure back, and everything else', async () => {
  const all = await network();
  const { hub, scope, writer, reader } = all;
  const restore = hub.backUp();
  await erased(all);
  await synced(writer);
  const before = new Set((await hub.log(scope)).map(({ operation }) => operation.id));
  await restore();
  expect(JSON.stringify([...(await hub.holdings(scope))])).toContain('Quillfeather');
  for (const device of [writer, reader, writer]) await synced(device);
  await expectCleanHub(hub, scope);
  expect(new Set((await hub.log(scope)).map(({ operation }) => operation.id))).toEqual(before);
  for (const device of [writer, reader]) await expectClean(device, scope);
});

test('[ER8] a page from which a value went is still believed by a hub that lost what is in it', async () => {
  const all = await network();
  const { hub, scope, third } = all;
  const late = await startLive(hub, await hub.enrol('late', [third]));
  const restore = hub.backUp();
  const { asker, writer } = all;
  await saved(writer, asker, [
    ...must(createRecord(person, { scope, id: uuidNumbered(0xe4, 11) }, { name: 'Ora' })),
    ...draftPlaybook(2, 'Ring', scope),
  ]);
  await synced(writer);
  await synced(late);
  await erased(all, [{ id: uuidNumbered(0xe4, 11), type: 'person' }]);
  await synced(late);
  expect(await wordsIn(late.journal)).not.toContain('"Ora"');
  const before = new Set((await hub.log(scope)).map(({ operation }) => operation.id));
  await restore();
  await synced(late);
  await synced(all.reader);
  const after = (await hub.log(scope)).map(({ operation }) => operation);
  expect(new Set(after.map(({ id }) => id))).toEqual(before);
  expect(JSON.stringify(after)).toContain('Ring');
  expect(JSON.stringify(after)).not.toContain('"Ora"');
});

test('[ER5] [RH1] a page of a lost history that is written again gives none of its operations an old place back', async () => {
  const all = await network();
  const { hub, scope, asker, third, writer, reader } = all;
  const second = await startLive(hub, await hub.enrol('second', [third]));
  const restore = hub.backUp();
  const ora = uuidNumbered(0xe4, 11);
  await saved(writer, asker, must(createRecord(person, { scope, id: ora }, { name: 'Ora' })));
  await saved(second, third, draftPlaybook(2, 'Ring', scope));
  for (const device of [writer, second, reader]) await synced(device);
  await restore();
  // Other places now; and what comes to the reader of it was emptied, while the page that it has was not.
  const other = await startLive(hub, await hub.enrol('other', [third]));
  await saved(other, third, draftPlaybook(3, 'Gate', scope));
  for (const device of [other, second, writer]) await synced(device);
  await erased({ ...all, reader: second, confirmer: third }, [{ id: ora, type: 'person' }]);
  for (let round = 0; round < 2; round++) await synced(reader);
  expect(await wordsIn(reader.journal)).not.toContain('"Ora"');
  const placed = (await everythingOf(reader.store, scope)).map(({ id, seq }) => [seq, id]);
  const order = (await hub.log(scope)).map(({ seq, operation }) => [seq, operation.id]);
  expect(new Set(placed.map(String))).toEqual(new Set(order.map(String)));
  expect(await reader.engine.repairs()).toEqual([]);
});

test('[ER6] nobody writes under the name of somebody who was erased', async () => {
  const all = await network();
  const { confirmer, reader } = all;
  await erased(all);
  const [state] = await reader.engine.open([subject]);
  const drafts = must(setFields(person, state as never, { name: canary }));
  expect(await reader.engine.apply(confirmer, drafts)).toMatchObject({ ok: false, failure: { reason: 'erased' } });
});

test('[ER5] [ER7] while the disk refuses to write over, no receipt is given; later one is, once', async () => {
  const all = await network();
  const { hub, scope, writer } = all;
  await erased(all);
  let isFull = true;
  const journal: Journal = {
    ...writer.journal,
    overwrite: async (parts) => (isFull ? fail({ kind: 'disk-full' }) : writer.journal.overwrite(parts)),
  };
  const full = await startLive(hub, writer.enrolled, { store: writer.store, journal });
  await synced(full);
  expect(await wordsOf(full, scope)).not.toContain('Quillfeather');
  const { device } = writer.enrolled.identity;
  const receiptsOf = async () => [...(await hub.erasureReceipts())].filter((one) => one.startsWith(device));
  expect(await receiptsOf()).toEqual([]);
  isFull = false;
  await synced(full);
  expect(await wordsIn(journal)).not.toContain('Quillfeather');
  await synced(full);
  expect(await receiptsOf()).toHaveLength(1);
  expect(await synced(full)).toMatchObject({ requests: 1 });
});

test('[ER7] who looks after the scope is told how many laptops erased, and which did not', async () => {
  const all = await network();
  const { hub, writer, reader } = all;
  await erased(all);
  const watching = await startLive(hub, await hub.enrol('watching', [all.third]));
  await synced(watching);
  const first = await watching.engine.networkGlance();
  expect(first?.erasures).toMatchObject([{ done: 1, outstanding: 1, laptops: [{ name: 'writer' }] }]);
  await synced(writer);
  const again = await startLive(hub, watching.enrolled, watching);
  await synced(again);
  const second = await again.engine.networkGlance();
  expect(second?.erasures).toMatchObject([{ done: 3, outstanding: 0, laptops: [] }]);
  await synced(reader);
});

test('[ER3] what the hub holds or refused of a person is emptied too, and the chunks that only their file named go', async () => {
  const all = await network();
  const { hub, scope, asker, writer, reader } = all;
  await hub.setRoles(asker, scope, ['guest']);
  const [state] = await writer.engine.open([subject]);
  await saved(writer, asker, must(setFields(person, state as never, { organisation: `${canary} Ltd` })));
  await synced(writer);
  expect(JSON.stringify([...(await hub.holdings(scope))].filter(([place]) => place === 'what it keeps'))).toContain(
    ' Ltd',
  );
  await hub.setRoles(asker, scope, ['steward']);
  await synced(writer);
  await erased(all);
  await synced(writer);
  await expectCleanHub(hub, scope);
  for (const device of [writer, reader]) await expectClean(device, scope);
  const held = (await hub.holdings(scope)).get('its order') ?? [];
  expect(held.filter(({ type }) => type === attachment.type).flatMap(({ value }) => chunksIn(value))).toEqual([]);
  expect(held.some(({ type }) => type === erasureRequest.type) && held.some(({ type }) => type === erasure.type)).toBe(
    true,
  );
});
