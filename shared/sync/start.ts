/**
 * Starting on a store and a journal that may each have had their own accidents ([DV1] to [DV3], [JR4] to [JR6]).
 * Invariant: nothing that is in either of them is lost, and nothing needs a network.
 */
import { uuidv7 } from '../base/ids.ts';
import { ok, type Result } from '../base/result.ts';
import type { Batch } from '../protocol/batch.ts';
import { emptyChain } from '../protocol/chain.ts';
import { readFrame } from '../protocol/frame.ts';
import { isLetGo, type StoredOperation } from '../protocol/operation.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import { deriveForEdition, noteEdition } from './derive-for-edition.ts';
import { crcOfFrame, type EngineCore, type JournalMark } from './engine-core.ts';
import { savedFrame } from './journal-entry.ts';
import { mergeEdition } from './merge.ts';
import { offerToNewerHub } from './offer-to-newer-hub.ts';
import { everything, type JournalFailure } from './ports.ts';
import { replayJournal } from './replay.ts';
import { keptOverRebuild } from './typed-answers.ts';

/** What the start found, for the person to be told. */
export interface StartReport {
  /** `whole` nothing to do; `caught-up` after a crash; `rebuilt` from nothing; `rescued` store and journal disagreed. */
  readonly kind: 'whole' | 'caught-up' | 'rebuilt' | 'rescued';
  /** Operations read from the journal. */
  readonly operations: number;
  /** Frames of a newer edition or with unreadable content. */
  readonly skipped: number;
  /** Stretches of the journal that are damaged or gone; what was in them may have come back from the hub. */
  readonly damaged: number;
}

/** Brings store and journal together. Throws when the store or the journal cannot be read. */
export async function startCore(core: EngineCore): Promise<Result<StartReport, JournalFailure>> {
  const { store } = core.ports;
  await core.remember();
  if ((await store.meta('edition')) !== mergeEdition && core.memory.mark !== null) {
    const rescued = await rescue(core);
    if (!rescued.ok) return rescued;
    await store.clear(keptOverRebuild);
    await core.remember();
  }
  const { mark, incarnation } = core.memory;
  if (mark === null) await noteEdition(core);
  const agrees = mark !== null && incarnation !== '' && (await journalHolds(core, mark));
  const report = await (agrees ? catchUpFrom(core, mark) : startAnew(core, mark !== null));
  if (!report.ok) return report;
  await offerToNewerHub(core);
  await deriveForEdition(core);
  if ((await store.meta('edition')) !== mergeEdition) await store.write({ meta: { edition: mergeEdition } });
  return report;
}

async function catchUpFrom(core: EngineCore, mark: JournalMark): Promise<Result<StartReport, JournalFailure>> {
  const { entries, ...found } = await replayJournal(core, mark.position);
  return ok({ kind: entries === 0 ? 'whole' : 'caught-up', ...found });
}

/** The store is empty, or not of this journal: rescue what only it has, read everything, begin a new life. */
async function startAnew(core: EngineCore, disagree: boolean): Promise<Result<StartReport, JournalFailure>> {
  if (disagree) {
    const rescued = await rescue(core);
    if (!rescued.ok) return rescued;
    // What it has read may be missing in the journal: read it again, so that the journal holds it too.
    const cursors = (await core.ports.store.cursors()).map(({ scope }) => ({ scope, seq: 0, chain: emptyChain }));
    await core.ports.store.write({ cursors });
  }
  const { entries, ...found } = await replayJournal(core, 0);
  const checkpoint = { at: core.ports.clock.now(), incarnation: uuidv7(core.ports.clock, core.ports.random) };
  const begun = await commitCheckpoint(core, checkpoint);
  if (!begun.ok) return begun;
  if (core.stale) throw new Error('The store refuses its first write');
  if (disagree) return ok({ kind: 'rescued', ...found });
  return ok({ kind: entries === 0 ? 'whole' : 'rebuilt', ...found });
}

/** True when the journal still holds the append that the store absorbed last, where it was. */
async function journalHolds({ ports: { journal } }: EngineCore, mark: JournalMark): Promise<boolean> {
  if (mark.position > (await journal.position())) return false;
  for await (const bytes of journal.read(mark.from)) {
    return readFrame(bytes, 0).kind === 'frame' && crcOfFrame(bytes) === mark.crc;
  }
  return false;
}

/** Puts the operations that the store holds and no hub has into the journal: they may be nowhere else ([DV2]). */
async function rescue({ ports: { store, journal }, memory }: EngineCore): Promise<Result<null, JournalFailure>> {
  const waiting = await store.outbox(everything);
  const refused = new Set(memory.refusals.keys());
  for (const { id } of waiting) refused.delete(id);
  const operations = [...waiting, ...(await store.operations([...refused]))];
  for (let i = 0; i < operations.length; i += 100) {
    const appended = await journal.append(savedFrame(batchesOf(operations.slice(i, i + 100))));
    if (!appended.ok) return appended;
  }
  return ok(null);
}

/** Batches of operations by scope and origin, each in the order given. What has no value any more goes in none ([CP2]). */
export function batchesOf(operations: readonly StoredOperation[]): Batch[] {
  const batches = new Map<string, StoredOperation[]>();
  for (const operation of operations) {
    if (isLetGo(operation)) continue;
    const { author, device, incarnation } = operation.origin;
    const key = `${operation.scope} ${author} ${device} ${incarnation}`;
    const batch = batches.get(key) ?? [];
    batches.set(key, batch);
    batch.push(operation);
  }
  return [...batches.values()].map((batch) => {
    const [first] = batch as [StoredOperation];
    return { ...first.origin, scope: first.scope, prev: null, operations: batch };
  });
}
