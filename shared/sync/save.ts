/** Saving: policy, seal, journal, store ([EN2] to [EN5]). */
import type { PersonId, RecordId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { attachmentLimit, chunkSize } from '../domain/attachment.ts';
import { isErased } from '../domain/erasure/erased.ts';
import { withDevice } from '../domain/joint-word.ts';
import { decide } from '../domain/policy/decide.ts';
import { type OperationSubject, questionOf } from '../domain/policy/question-of.ts';
import type { OperationDraft, RecordState } from '../domain/record-state.ts';
import { isTraceKey, recordsForTraces, withTraces } from '../domain/trace.ts';
import { recordsForNotes, withTranslationNotes } from '../domain/translation/fill-notes.ts';
import type { Batch } from '../protocol/batch.ts';
import { encodeFrame, frameTypes } from '../protocol/frame.ts';
import { framePayloadLimit, requestLimit } from '../protocol/limits.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { encodeSaved } from '../protocol/saved.ts';
import type { ApplyFailure, Saved } from './engine-api.ts';
import { type EngineCore, storeSafely, timeHere } from './engine-core.ts';
import { chunkFrame, chunkHash, type JournalEntry, operationsOfBatch } from './journal-entry.ts';
import type { Store } from './ports.ts';
import { catchUp } from './replay.ts';
import { sealDrafts } from './seal.ts';

type NotAllowed = Extract<ApplyFailure, { kind: 'not-allowed' }>;

/** Saves drafts as one action. Runs in the writers' queue. */
export async function saveDrafts(
  core: EngineCore,
  author: PersonId,
  given: readonly OperationDraft[],
): Promise<Result<Saved, ApplyFailure>> {
  const prepared = await storeSafely(() => prepare(core, author, given));
  if (!prepared.ok) return prepared;
  if (prepared.value.denial !== null) return fail(prepared.value.denial);
  const { lamports } = prepared.value;
  if (prepared.value.drafts.length === 0) return ok({ tx: '', operations: [] });
  const { identity } = core.memory;
  // Everybody of the sample network is on one laptop: there persons alone are counted ([OD4]).
  const namesDevice = identity !== null && !identity.sample;
  const drafts = namesDevice ? withDevice(prepared.value.drafts, identity.device) : prepared.value.drafts;
  const origin = { author, device: identity?.device ?? '', incarnation: core.memory.incarnation };
  const batches = sealDrafts(drafts, origin, {
    wall: core.ports.clock.now(),
    lamports,
    schema: core.edition.schemaVersion,
  });
  const payload = batches === null ? null : encodeSaved(batches);
  if (
    batches === null ||
    payload === null ||
    payload.length > framePayloadLimit ||
    isTooLargeToMove(batches, payload)
  ) {
    return fail({ kind: 'not-allowed', reason: 'too-large', type: drafts[0]?.type ?? '' });
  }
  const operations = batches.flatMap(operationsOfBatch);
  const kept = await core.append([encodeFrame(frameTypes.saved, payload)], [{ kind: 'saved', operations }]);
  if (!kept.ok) return kept;
  return ok({ tx: (operations[0] as StoredOperation).tx, operations: operations.map(({ id }) => id) });
}

/** What moves goes to the hub in one request ([MV5]): it is smaller than the largest that a hub reads. */
const moveLimit = requestLimit / 4;

function isTooLargeToMove(batches: readonly Batch[], payload: Uint8Array): boolean {
  if (!batches.some(({ operations }) => operations.some(({ kind }) => kind === 'move'))) return false;
  // A scope whose part did not fit in one batch has more in it than a request may hold.
  return payload.length > moveLimit || batches.length > new Set(batches.map(({ scope }) => scope)).size;
}

async function prepare(core: EngineCore, author: PersonId, given: readonly OperationDraft[]) {
  if (core.stale) await catchUp(core);
  const { store } = core.ports;
  const drafts = await withTracesLeft(core, author, await withNotes(core, given));
  const made = [...new Set(drafts.flatMap((draft) => (draft.kind === 'create' ? [draft.record] : [])))];
  // A create of a record that exists gives no right to change it.
  for (const state of await store.open(made)) made.splice(made.indexOf(state.id), 1);
  const denial = denialOf(core, author, drafts, new Set(made));
  const lamports = new Map<string, number>();
  for (const { scope } of drafts) if (!lamports.has(scope)) lamports.set(scope, await store.lamport(scope));
  return { denial, lamports, drafts };
}

/** The drafts with what every translation says of its source ([EN7]). */
async function withNotes({ ports: { store }, edition }: EngineCore, drafts: readonly OperationDraft[]) {
  const { declarationOf } = edition;
  const known = await statesFor(store, (so) => recordsForNotes(drafts, so, declarationOf));
  return known.size === 0 ? drafts : withTranslationNotes(drafts, known, declarationOf);
}

/** The drafts with what they leave behind in reviewed content, for whoever changes it apart from this device ([CF5]). */
async function withTracesLeft(core: EngineCore, author: PersonId, drafts: readonly OperationDraft[]) {
  const { memory, edition, ports } = core;
  const { store } = ports;
  const { declarationOf } = edition;
  const known = await statesFor(store, (so) => recordsForTraces(drafts, so, declarationOf));
  if (known.size === 0) return drafts;
  const traces = [...known.values()].flatMap((state) =>
    Object.entries(state?.fields ?? {}).flatMap(([key, heads]) => (isTraceKey(key) ? heads.map(({ id }) => id) : [])),
  );
  const judge = judgeOf(core, author);
  // What came through a room waits for its place too, and is another side. On a shared laptop one may not name all that others changed.
  const ours = (await store.operations(traces)).filter(
    (one) =>
      one.seq === null && one.origin.device === memory.identity?.device && judge({ ...one, creates: false }).allowed,
  );
  return withTraces(drafts, known, new Set(ours.map(({ id }) => id)), declarationOf);
}

/** Opens records until none is lacking; null for one that is not here. */
async function statesFor(store: Store, lacking: (known: ReadonlyMap<RecordId, RecordState | null>) => RecordId[]) {
  const known = new Map<RecordId, RecordState | null>();
  for (let missing = lacking(known); missing.length > 0; missing = lacking(known)) {
    for (const id of missing) known.set(id, null);
    for (const state of await store.open(missing)) known.set(state.id, state);
  }
  return known;
}

/** What the policy says to an author on this device, now. */
function judgeOf(core: EngineCore, author: PersonId) {
  const grants = (core.memory.identity?.grants ?? []).filter((grant) => grant.person === author);
  const at = grants.some(({ until }) => until !== undefined) ? timeHere(core) : undefined;
  return (subject: OperationSubject) => decide(grants, questionOf({ ...subject, at }), core.edition.policy);
}

function denialOf(
  core: EngineCore,
  author: PersonId,
  drafts: readonly OperationDraft[],
  made: ReadonlySet<string>,
): NotAllowed | null {
  const judge = judgeOf(core, author);
  for (const draft of drafts) {
    // Nobody writes under the name of somebody who was erased: it would not be kept ([ER6]).
    if (isErased(core.memory.erased, draft)) return { kind: 'not-allowed', reason: 'erased', type: draft.type };
    if (core.memory.left.some(({ scope }) => scope === draft.scope))
      return { kind: 'not-allowed', reason: 'left-behind', type: draft.type };
    const creates = made.has(draft.record);
    // A create of a record that exists would bring it back from a delete: it asks for that right, here as at the hub.
    const kind = draft.kind === 'create' && !creates ? 'restore' : draft.kind;
    const answer = judge({ ...draft, kind, creates });
    if (!answer.allowed) return { kind: 'not-allowed', reason: answer.reason, type: draft.type };
  }
  return null;
}

/** Keeps a file as chunks; their hashes in order. Runs in the writers' queue. */
export async function saveChunks(
  core: EngineCore,
  bytes: Uint8Array,
): Promise<Result<readonly string[], ApplyFailure>> {
  if (bytes.length > attachmentLimit) return fail({ kind: 'attachment-too-large' });
  const entries: Extract<JournalEntry, { kind: 'chunk' }>[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) {
    const chunk = bytes.slice(at, at + chunkSize);
    entries.push({ kind: 'chunk', hash: chunkHash(chunk), bytes: chunk });
  }
  if (entries.length > 0) {
    const kept = await core.commit(
      entries.map((entry) => chunkFrame(entry.bytes)),
      entries,
    );
    if (!kept.ok) return kept;
  }
  return ok(entries.map(({ hash }) => hash));
}
