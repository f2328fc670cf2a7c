/** A person with a mark and a file, on two laptops and a hub: asked to be erased, and looked for afterwards. */
import { expect } from 'vitest';
import { attachment } from '../../shared/domain/attachment.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { thisEdition } from '../../shared/domain/edition.ts';
import { answerErasure, askForErasure, standingOf } from '../../shared/domain/erasure/answer-erasure.ts';
import { type ErasedRecord, erasedRecordsOf } from '../../shared/domain/erasure/erasure.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { attendanceMark } from '../../shared/domain/training/attendance-mark.ts';
import { person } from '../../shared/domain/training/person.ts';
import { frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import type { Journal, Store } from '../../shared/sync/ports.ts';
import { createHubNode, type HubNode } from '../sim/hub-node.ts';
import { seeded } from '../sim/seeded.ts';
import { draftPlaybook } from './engine-life.ts';
import { everythingOf } from './everything-of.ts';
import { type LiveDevice, liveClock, startLive, synced } from './live-device.ts';
import { uuidNumbered } from './network.ts';

export const canary = 'Zephyrine Quillfeather';
export const note = 'came late, as Quillfeather does';
export const [subject, mark, file, asking, answering] = [1, 2, 3, 4, 5].map((n) => uuidNumbered(0xe4, n)) as [
  string,
  string,
  string,
  string,
  string,
];

export function must<T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

export async function saved({ engine }: LiveDevice, author: string, drafts: readonly OperationDraft[]) {
  return must(await engine.apply(author, drafts)).operations;
}

/** A person with a mark and a file, written by one and read by another; an old image of the reader's disk from then on. */
export async function network() {
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

export const profile = (id: string) => ({ person: id, name: id, centre: 'Simulated' });

/** One asks on the writer's laptop, the other confirms on the reader's. */
export async function erased({ at, asker, confirmer, writer, reader }: Network, records?: readonly ErasedRecord[]) {
  const states = await writer.engine.open([subject, mark, file]);
  const what = records ?? erasedRecordsOf(states, thisEdition);
  const said = { records: [...what], reason: 'On request', language: 'en', by: profile(asker), at: liveClock.now() };
  await saved(writer, asker, must(askForErasure(at(asking), subject, said)));
  await synced(writer);
  await synced(reader);
  await confirm(reader, confirmer, at(answering));
  await synced(reader);
}

export async function confirm(device: LiveDevice, author: string, place: { scope: string; id: string }) {
  const [asked] = standingOf(await device.engine.open([asking]));
  if (asked === undefined) throw new Error('Nothing was asked');
  return saved(device, author, must(answerErasure(place, asked, { does: 'erase', by: profile(author), at: 1 })));
}

/** Everything that a journal says, in words. */
export async function wordsIn(journal: Journal): Promise<string> {
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

export async function wordsOf({ store }: { readonly store: Store }, scope: string): Promise<string> {
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

export async function expectClean(device: LiveDevice, scope: string) {
  for (const words of [await wordsOf(device, scope), await wordsIn(device.journal)]) {
    expect(words).not.toContain('Quillfeather');
    expect(words).toContain('Cordon');
  }
}

export async function expectCleanHub(hub: HubNode, scope: string) {
  const words = JSON.stringify([...(await hub.holdings(scope))]);
  expect(words).not.toContain('Quillfeather');
  expect(words).toContain('Cordon');
}

export const origin = async (hub: HubNode, scope: string) =>
  (await hub.log(scope)).map(({ seq, chain, digest }) => [seq, chain, digest]);
