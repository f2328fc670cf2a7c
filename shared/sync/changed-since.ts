/**
 * Which records changed since the store stood at a position of its journal: what a view that was kept beside the store (the
 * search index) must read again. Everything that the store absorbs is in the journal first, so its tail names it all.
 */
import type { RecordId } from '../base/ids.ts';
import { type Frame, readFrames } from '../protocol/frame.ts';
import { entryOfFrame } from './journal-entry.ts';
import type { Journal, Store } from './ports.ts';

/** Where a store stands. Positions of another life are positions in another journal. */
export interface StorePlace {
  readonly life: string;
  readonly position: number;
}

/** Of a longer tail it is quicker to read every record again than to read the tail. */
const longestTail = 16 * 1024 * 1024;

/** Where the store stands now. */
export async function placeOf(store: Store): Promise<StorePlace> {
  const [life, mark] = await Promise.all([store.meta('incarnation'), store.meta('journal')]);
  return {
    life: typeof life === 'string' ? life : '',
    position: (mark as { readonly position?: number } | null | undefined)?.position ?? 0,
  };
}

/** The records that changed, or null when that cannot be told: read everything again. */
export async function changedSince(store: Store, journal: Journal, from: StorePlace): Promise<RecordId[] | null> {
  const now = await placeOf(store);
  if (now.life === '' || now.life !== from.life || now.position < from.position) return null;
  if (now.position === from.position) return [];
  if (now.position - from.position > longestTail) return null;
  const records = new Set<RecordId>();
  const operations: string[] = [];
  for await (const bytes of journal.read(from.position)) {
    for (const frame of readFrames(bytes).frames) {
      const named = namedIn(frame);
      if (named === null) return null;
      for (const record of named.records) records.add(record);
      operations.push(...named.operations);
    }
  }
  // What became of an operation changes its record too: refused work is no longer shown.
  for (const { record } of await store.operations(operations)) records.add(record);
  return [...records];
}

/** Records and operations that a frame speaks of; null for a frame that nobody here understands. */
function namedIn(
  frame: Frame,
): { readonly records: readonly RecordId[]; readonly operations: readonly string[] } | null {
  const entry = entryOfFrame(frame);
  switch (entry?.kind) {
    case 'saved':
    case 'page':
    case 'shelved':
    case 'repair':
      return { records: entry.operations.map(({ record }) => record), operations: [] };
    case 'checkpoint': {
      const { outcomes = [], offered = [] } = entry.checkpoint;
      return { records: [], operations: [...outcomes.map(({ id }) => id), ...offered] };
    }
    case 'chunk':
      return { records: [], operations: [] };
    default:
      return null;
  }
}
