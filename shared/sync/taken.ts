/** What one answer came to. */
import type { ReplyParts } from '../protocol/sync-reply.ts';
import type { BuiltRequest } from './build-request.ts';
import type { CheckedPages } from './check-pages.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { SyncSession } from './sync-session.ts';
export interface Taken {
  readonly received: number;
  readonly outcomes: number;
  readonly notAccepted: number;
  readonly chunks: number;
  /** The hub asks for batches again, with ids instead of places ([OP6]). */
  readonly sayIds: boolean;
  /** The hub only asks where this device is ([VR2]): whether it was restored is known with the next answer. */
  readonly asksForCursors: boolean;
  /** Some scope has more to read. */
  readonly more: boolean;
  /** Reading gets on: something was read, there are packs to ask for, or work was answered for that packs had to wait for ([PK3]). */
  readonly getsOn: boolean;
  /** Operations that are still to be read, as far as the hub says. */
  readonly behind: number;
  /** Payloads of packs that came with it. */
  readonly packs: readonly Uint8Array[];
}

/** Counts what was taken, and notes in the session what the hub asks for next. */
export function summary(
  session: SyncSession,
  request: BuiltRequest,
  reply: ReplyParts,
  checked: Pick<CheckedPages, 'more' | 'broken'>,
  entries: readonly JournalEntry[],
): Taken {
  let [received, outcomes, notAccepted, chunks] = [0, 0, 0, 0];
  for (const entry of entries) {
    if (entry.kind === 'page') received += entry.operations.length;
    if (entry.kind === 'chunk') {
      chunks += 1;
      session.wanted.delete(entry.hash);
    }
    if (entry.kind !== 'checkpoint') continue;
    for (const { kind } of entry.checkpoint.outcomes ?? []) {
      outcomes += 1;
      if (kind !== 'accepted' && kind !== 'duplicate') notAccepted += 1;
    }
  }
  // What the hub does not have makes way for what it may have.
  for (const hash of request.wants) if (session.wanted.delete(hash)) session.wanted.add(hash);
  session.hubWants.clear();
  for (const hash of reply.message.wants) session.hubWants.add(hash);
  const sayIds = reply.message.sayIds === true && request.namesPlaces;
  session.sayIds ||= sayIds;
  return {
    sayIds,
    asksForCursors: reply.message.sayCursors === true,
    received,
    outcomes,
    notAccepted,
    chunks,
    more: checked.more.length > 0,
    getsOn: received + checked.broken.length + outcomes > 0,
    packs: reply.packs,
    behind: reply.message.scopes.reduce((sum, { seq, end = seq }) => sum + Math.max(0, end - seq), 0),
  };
}
