/**
 * Saves a planned library: record sets (a record with all that belongs to it) whole or not at all, in the order in which
 * they came about, then the deletes, then a note of who brought them in and from whom they come.
 */
import type { PersonId, RecordId } from '../../base/ids.ts';
import type { Pieces } from '../../base/pieces.ts';
import type { Clock, Random } from '../../base/ports.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { attachment } from '../attachment.ts';
import { existenceField, type OperationDraft } from '../record-state.ts';
import { deletesOfRecord, draftsBeside, draftsOfRecord } from './drafts-of-record.ts';
import { type ImportPort, openInPieces } from './exchange-ports.ts';
import { keepNotes } from './keep-notes.ts';
import { hasDelete, type LibraryPlan, type PlannedRecord, parentOf } from './plan-import.ts';
import type { Library } from './read-library.ts';

export interface ImportRun<F> {
  readonly port: ImportPort<F>;
  readonly library: Library;
  readonly plan: LibraryPlan;
  /** Who imports: the author of every operation. */
  readonly by: { readonly person: PersonId; readonly name: string };
  readonly clock: Clock;
  readonly random: Random;
  readonly pieces: Pieces;
  onProgress(done: number, total: number): void;
}

export interface ImportedLibrary {
  /** Records saved by this import. */
  readonly saved: number;
  readonly total: number;
  readonly isStopped: boolean;
}

export type LibraryImportFailure<F> =
  /** Something stands in the way: nothing was saved. */
  | Failure<'library-obstructed'>
  /** The disk or the store failed on the way; whole record sets that were saved stay, and the same file goes on. */
  | (Failure<'library-import-failed'> & { readonly cause: F; readonly saved: number });

/** Operations saved as one action, about; a record set is split only when it alone is larger than {@link largestAction}. */
const usualAction = 1_500;
const largestAction = 12_000;
/** Characters of values in one action: well under what a frame of the journal takes. */
const largestText = 3_000_000;

/** Imports what is new. The same file again does nothing; after a stop it goes on from there. */
export async function importLibrary<F>(run: ImportRun<F>): Promise<Result<ImportedLibrary, LibraryImportFailure<F>>> {
  const { port, plan, by, pieces, onProgress } = run;
  if (plan.obstacles.length > 0) return fail({ kind: 'library-obstructed' });
  const total = plan.records.length;
  let saved = 0;
  const failed = (cause: F) => fail({ kind: 'library-import-failed', cause, saved } as const);
  for (const action of actionsOf(plan.records)) {
    if (pieces.isStopped()) return ok({ saved, total, isStopped: true });
    const kept = await keepFiles(run, action);
    if (!kept.ok) return failed(kept.failure);
    const drafts = action.flatMap(draftsOf);
    const applied = drafts.length === 0 ? null : await port.apply(by.person, drafts);
    if (applied?.ok === false) return failed(applied.failure);
    const deleted = await deleteAgain(run, action);
    if (!deleted.ok) return failed(deleted.failure);
    saved += action.length;
    onProgress(saved, total);
    await pieces.breathe();
  }
  if (total > 0) {
    const noted = await keepNotes(run);
    if (!noted.ok) return failed(noted.failure);
  }
  return ok({ saved, total, isStopped: false });
}

function draftsOf({ record, scope, verdict, there }: PlannedRecord): OperationDraft[] {
  if (verdict === 'new') return draftsOfRecord(record, scope);
  return verdict === 'joins' && there !== undefined ? draftsBeside(record, there) : [];
}

/** The bytes of the attachments among these records, before the records that name them. */
async function keepFiles<F>(
  { port, library, pieces }: ImportRun<F>,
  action: readonly PlannedRecord[],
): Promise<Result<null, F>> {
  for (const { record } of action) {
    if (record.type !== attachment.type) continue;
    const bytes = await library.bytesOf(record.id, pieces);
    if (bytes === null) continue;
    const kept = await port.keepChunks(bytes);
    if (!kept.ok) return kept;
  }
  return ok(null);
}

async function deleteAgain<F>({ port, by }: ImportRun<F>, action: readonly PlannedRecord[]): Promise<Result<null, F>> {
  const deleted = new Map(action.filter(({ record }) => hasDelete(record)).map(({ record }) => [record.id, record]));
  const drafts: OperationDraft[] = [];
  for await (const states of openInPieces(port, [...deleted.keys()])) {
    for (const state of states) {
      const record = deleted.get(state.id);
      if (record !== undefined) drafts.push(...deletesOfRecord(record, state));
    }
  }
  if (drafts.length === 0) return ok(null);
  const applied = await port.apply(by.person, drafts);
  return applied.ok ? ok(null) : applied;
}

/** Record sets gathered into actions; within each, records stand in the order in which they came about. */
function* actionsOf(records: readonly PlannedRecord[]): Generator<readonly PlannedRecord[], void> {
  let action: PlannedRecord[] = [];
  let weight: Weight = nothing;
  for (const set of setsOf(records)) {
    for (const part of partsOf(set)) {
      const more = weightOf(part);
      if (action.length > 0 && isTooMuch(sum(weight, more), usualAction)) {
        yield action;
        action = [];
        weight = nothing;
      }
      action.push(...part);
      weight = sum(weight, more);
    }
  }
  if (action.length > 0) yield action;
}

/** A record with all that belongs to it, in one scope. */
function setsOf(records: readonly PlannedRecord[]): PlannedRecord[][] {
  const byId = new Map(records.map((each) => [each.record.id, each]));
  const sets = new Map<string, PlannedRecord[]>();
  for (const each of [...records].sort(byTime)) {
    const key = `${each.scope} ${rootOf(each, byId)}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [each]);
    else set.push(each);
  }
  return [...sets.values()];
}

function rootOf(planned: PlannedRecord, byId: ReadonlyMap<RecordId, PlannedRecord>): RecordId {
  const seen = new Set<RecordId>();
  let at = planned.record;
  while (!seen.has(at.id)) {
    seen.add(at.id);
    const parent = byId.get(parentOf(at) ?? '');
    if (parent === undefined) break;
    at = parent.record;
  }
  return at.id;
}

/** A set as it is, or cut where it alone is too large for one action. */
function* partsOf(set: readonly PlannedRecord[]): Generator<readonly PlannedRecord[], void> {
  if (!isTooMuch(weightOf(set), largestAction)) return yield set;
  let part: PlannedRecord[] = [];
  for (const each of set) {
    if (part.length > 0 && isTooMuch(weightOf([...part, each]), usualAction)) {
      yield part;
      part = [];
    }
    part.push(each);
  }
  yield part;
}

interface Weight {
  readonly operations: number;
  readonly text: number;
}
const nothing: Weight = { operations: 0, text: 0 };

const sum = (a: Weight, b: Weight): Weight => ({ operations: a.operations + b.operations, text: a.text + b.text });

const isTooMuch = ({ operations, text }: Weight, most: number): boolean => operations > most || text > largestText;

function weightOf(set: readonly PlannedRecord[]): Weight {
  let weight = nothing;
  for (const { record } of set) {
    const heads = Object.values(record.fields).flat();
    const text = heads.reduce((length, { value }) => length + (JSON.stringify(value)?.length ?? 0), 0);
    weight = sum(weight, { operations: heads.length + 1, text });
  }
  return weight;
}

/** By the Lamport time of being made, then id: marks made apart are shown the same way again. */
function byTime(a: PlannedRecord, b: PlannedRecord): number {
  const timeOf = ({ record }: PlannedRecord) => record.fields[existenceField]?.[0]?.lamport ?? 0;
  return timeOf(a) - timeOf(b) || (a.record.id < b.record.id ? -1 : 1);
}
