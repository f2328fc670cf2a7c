/**
 * Giving back to a restored hub what others wrote ([RH2], [RH3]): the proved pages of the journal that hold any of it, each
 * once a sync. What no page proves, or the hub did not take from one, goes as a batch like everything else, so that the
 * hub answers for it.
 */
import { toHex } from '../base/bytes.ts';
import type { OperationId } from '../base/ids.ts';
import { frameTypes, readFrames } from '../protocol/frame.ts';
import { isLetGo, type StoredOperation } from '../protocol/operation.ts';
import { proofSize } from '../protocol/proved-page.ts';
import type { EngineCore } from './engine-core.ts';
import { entryOfFrame } from './journal-entry.ts';
import { isOwn } from './offer-again.ts';
import type { SyncSession } from './sync-session.ts';

export interface PickedPages {
  /** Payloads of proved pages, for this request. */
  readonly pages: readonly Uint8Array[];
  /** Operations that wait for proved pages of theirs, or for what the hub took of them: they go in no batch now. */
  readonly held: ReadonlySet<OperationId>;
}

/** Bytes of pages in one request, but for the first: a page may be larger. */
const roomForPages = 1024 * 1024;

/** Picks from the journal for these waiting operations. */
export async function pickProved(
  { ports: { journal }, memory }: EngineCore,
  session: SyncSession,
  waiting: readonly StoredOperation[],
): Promise<PickedPages> {
  // What is here without its value can be given back in no other way, whoever wrote it ([CP6]).
  const wanted = new Set(
    waiting.flatMap((operation) => (isOwn(memory, operation) && !isLetGo(operation) ? [] : [operation.id])),
  );
  const picked = { pages: [] as Uint8Array[], held: new Set<OperationId>() };
  if (wanted.size === 0) return picked;
  let room = roomForPages;
  for await (const bytes of journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      if (frame.type !== frameTypes.provedPage) continue;
      const proof = toHex(frame.payload.subarray(0, proofSize));
      const wasSent = session.relayed.has(proof);
      if (wasSent && !session.isReading) continue;
      const ids = idsOf(frame).filter((id) => wanted.has(id));
      if (ids.length === 0) continue;
      for (const id of ids) picked.held.add(id);
      const fits = picked.pages.length === 0 || frame.payload.length <= room;
      if (wasSent || !fits) continue;
      picked.pages.push(frame.payload.slice());
      session.relayed.add(proof);
      room -= frame.payload.length;
    }
  }
  return picked;
}

function idsOf(frame: Parameters<typeof entryOfFrame>[0]): OperationId[] {
  const entry = entryOfFrame(frame);
  return entry?.kind === 'page' ? entry.operations.map(({ id }) => id) : [];
}
