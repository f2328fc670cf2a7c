/** What an answer tells a device of decisions about what it brought, and what was written about them ([HB7], [HB8]). */
import type { OperationId } from '../../shared/base/ids.ts';
import { extractNotes } from '../../shared/protocol/decision-note.ts';
import type { SyncReply } from '../../shared/protocol/sync-reply.ts';
import type { Decision } from '../coordinator/coordinator-records.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { Device, HubTransaction } from './hub-store.ts';
import { judgeTicket } from './ticket.ts';

/** An answer speaks of this many operations, and of notes with this many characters; the rest comes with the next. */
const operationsPerReply = 1_000;
const charactersPerReply = 64_000;

interface Asked {
  readonly ticket: string | null;
  /** Offered again in this request, although a person returned or discarded them before. */
  readonly decidedBefore: readonly OperationId[];
}

interface Told {
  readonly settled: NonNullable<SyncReply['settled']>;
  readonly decisions: NonNullable<SyncReply['decisions']>;
}

/** Returned and discarded operations that the device was not told of, that may have been lost with its last answer, or that it offers again. */
export async function tellDecisions(
  tx: HubTransaction,
  { clock }: ExchangePorts,
  device: Device,
  { ticket, decidedBefore }: Asked,
): Promise<Told> {
  const toldSince = judgeTicket(device, ticket) === 'current' ? null : device.lastContact;
  const again = decidedBefore.length === 0 ? [] : await tx.decisionsAbout(decidedBefore);
  const untold = await tx.decisionsToTell(device.id, toldSince);
  const repeated = new Set(again.map(({ operation }) => operation.id));
  const wanted = [...again, ...untold.filter(({ operation }) => !repeated.has(operation.id))];
  if (wanted.length === 0) return { settled: [], decisions: [] };
  const decisions = whatFits(wanted);
  const [now, later] = [wanted.slice(0, decisions.length), wanted.slice(decisions.length)];
  await tx.markTold(now.map(idOf), clock.now());
  if (later.length > 0) await tx.markTold(later.map(idOf), null);
  const { rows, notes } = extractNotes(await withNotes(tx, decisions));
  return { settled: rows, decisions: notes };
}

const idOf = ({ operation }: Decision) => operation.id;

/** The first of them that one answer has room for; at least one. */
function whatFits(decisions: readonly Decision[]): Decision[] {
  const notes = new Set<string>();
  let characters = 0;
  const tooMany = decisions.slice(0, operationsPerReply).findIndex(({ note }) => {
    if (!notes.has(note)) characters += note.length;
    notes.add(note);
    return notes.size > 1 && characters > charactersPerReply;
  });
  return decisions.slice(0, tooMany === -1 ? operationsPerReply : tooMany);
}

async function withNotes(tx: HubTransaction, decisions: readonly Decision[]) {
  const people = new Map(
    (await tx.persons([...new Set(decisions.map(({ by }) => by))])).map((one) => [one.person, one]),
  );
  return decisions.map(({ operation, verdict, note, noteLanguage, by, at }) => ({
    id: operation.id,
    reason: verdict,
    decision: { note, language: noteLanguage, by: people.get(by) ?? { person: by, name: '', centre: '' }, at },
  }));
}
