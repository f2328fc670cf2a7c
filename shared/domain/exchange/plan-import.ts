/** What an import would do, before anything is saved: each record is new, here already, or in the way. Pure but for reading. */
import type { RecordId, ScopeId } from '../../base/ids.ts';
import type { Pieces } from '../../base/pieces.ts';
import { splitFieldKey } from '../declare-record.ts';
import { playbook } from '../playbook.ts';
import type { PolicyAction } from '../policy/decide.ts';
import { existenceField, type Head, type RecordState } from '../record-state.ts';
import { declarationOf } from '../records.ts';
import { textTraceKey, traceKey } from '../trace.ts';
import { person } from '../training/person.ts';
import { notedKey } from '../translation/translation-note.ts';
import { conflictsOf, isDeleted, shownValues } from '../view.ts';
import { erasedHere, withoutErased } from './erased-here.ts';
import { type ExportPort, openInPieces } from './exchange-ports.ts';
import { labelOf } from './label-of.ts';
import type { KeptRecord } from './library-format.ts';
import { missingPlaybooks, type Naming } from './named-playbooks.ts';
import { inOneOrder, newHeads } from './new-heads.ts';
import type { Library } from './read-library.ts';

/**
 * `new`; `same` here already with the same values; `unfinished` here from an import that was stopped before the record's
 * delete; `joins` comes back in an exercise package with values that are not here: they are put beside those that are ([EX27]);
 * `differs` the same id holds something else here; `not-allowed` the person may not; `no-scope` nobody said where
 * its scope goes; `unknown-type` of a later edition; `of-its-hub` counts at the hub where it was made and nowhere else, as a decision does.
 */
export const importVerdicts = [
  'new',
  'same',
  'unfinished',
  'joins',
  'differs',
  'not-allowed',
  'no-scope',
  'unknown-type',
  'of-its-hub',
] as const;
export type ImportVerdict = (typeof importVerdicts)[number];

export interface ImportTarget {
  /** Where the scopes of the file go. */
  readonly scopes: ReadonlyMap<ScopeId, ScopeId>;
  may(action: PolicyAction, type: string, scope: ScopeId): boolean;
}

/** A record that stands in the way, for people to look at. */
export interface ImportObstacle {
  readonly id: RecordId;
  readonly type: string;
  readonly label: string;
  readonly verdict: ImportVerdict;
  /** Fields that hold something else here. */
  readonly fields: readonly string[];
}

export interface PlannedRecord {
  readonly record: KeptRecord;
  /** Where it goes. */
  readonly scope: ScopeId;
  readonly verdict: 'new' | 'unfinished' | 'joins';
  /** Of one that joins: what is here. */
  readonly there?: RecordState | undefined;
}

export interface LibraryPlan {
  readonly records: readonly PlannedRecord[];
  /** Records by type and verdict. */
  readonly counts: ReadonlyMap<string, Readonly<Partial<Record<ImportVerdict, number>>>>;
  /** Every record that stands in the way; when there is one, nothing is imported. */
  readonly obstacles: readonly ImportObstacle[];
  /** Left out, and no reason to refuse the rest: types of a later edition, what counts at its hub alone. */
  readonly leftOut: readonly ImportObstacle[];
  /** Of a package: playbooks that something in it names and that are neither in it nor here, by id or identity in CACAO ([EX30]). */
  readonly missing: readonly string[];
}

/** Compares a library with what is here; null when it was stopped. */
export async function planLibraryImport(
  port: ExportPort,
  { records, manifest }: Pick<Library, 'records'> & { readonly manifest: Pick<Library['manifest'], 'exercise'> },
  target: ImportTarget,
  pieces: Pieces,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<LibraryPlan | null> {
  const planned: PlannedRecord[] = [];
  const obstacles: ImportObstacle[] = [];
  const leftOut: ImportObstacle[] = [];
  const counts = new Map<string, Partial<Record<ImportVerdict, number>>>();
  const erased = await erasedHere(port);
  const here = await statesHere(port, records, pieces, (done) => onProgress(done, records.length));
  if (here === null) return null;
  const joins = manifest.exercise !== undefined;
  for (const [place, given] of records.entries()) {
    const there = here.get(given.id);
    const record = withoutErased(given, erased);
    const { verdict, scope, fields } = judge(record, there, { ...target, joins });
    const ofType = counts.get(record.type) ?? {};
    counts.set(record.type, { ...ofType, [verdict]: (ofType[verdict] ?? 0) + 1 });
    if (verdict === 'new' || verdict === 'unfinished') planned.push({ record, scope, verdict });
    else if (verdict === 'joins') planned.push({ record, scope, verdict, there });
    else if (isLeftOut(record, there, { verdict, joins })) leftOut.push(obstacleOf(record, verdict, fields));
    else if (verdict !== 'same') obstacles.push(obstacleOf(record, verdict, fields));
    if (place % 50 !== 0) continue;
    await pieces.breathe();
    if (pieces.isStopped()) return null;
  }
  const missing = joins
    ? missingPlaybooks(records.map(namingOf), [...records.map(namingOf), ...(await port.list({ type: playbook.type }))])
    : [];
  return { records: planned, counts, obstacles, leftOut, missing };
}

function namingOf(record: KeptRecord): Naming {
  const declaration = declarationOf(record.type);
  return { ...record, values: declaration === undefined ? {} : shownValues(declaration, stateOf(record)) };
}

/** A roster takes people of any scope. Who may keep nobody's record, or keeps some elsewhere, takes the rest of a package ([EX29]). */
function isLeftOut(
  { type }: KeptRecord,
  there: RecordState | undefined,
  { verdict, joins }: { readonly verdict: ImportVerdict; readonly joins: boolean },
): boolean {
  if (verdict === 'unknown-type' || verdict === 'of-its-hub') return true;
  if (!joins || type !== person.type) return false;
  return verdict === 'not-allowed' || verdict === 'no-scope' || (verdict === 'differs' && there?.type === type);
}

async function statesHere(
  port: ExportPort,
  records: readonly KeptRecord[],
  pieces: Pieces,
  onProgress: (done: number) => void,
): Promise<ReadonlyMap<RecordId, RecordState> | null> {
  const here = new Map<RecordId, RecordState>();
  let asked = 0;
  for await (const states of openInPieces(
    port,
    records.map(({ id }) => id),
  )) {
    for (const state of states) here.set(state.id, state);
    asked += 100;
    onProgress(Math.min(asked, records.length));
    await pieces.breathe();
    if (pieces.isStopped()) return null;
  }
  return here;
}

interface Judgement {
  readonly verdict: ImportVerdict;
  readonly scope: ScopeId;
  readonly fields: readonly string[];
}

interface JudgedBy extends ImportTarget {
  /** What comes back may hold other values than are here. */
  readonly joins: boolean;
}

function judge(record: KeptRecord, there: RecordState | undefined, target: JudgedBy): Judgement {
  const scope = target.scopes.get(record.scope) ?? '';
  const said = (verdict: ImportVerdict, fields: readonly string[] = []): Judgement => ({ verdict, scope, fields });
  const declaration = declarationOf(record.type);
  if (declaration === undefined) return said('unknown-type');
  if (declaration.ofItsHub === true) return said('of-its-hub');
  if (scope === '') return said('no-scope');
  if (there !== undefined) return target.joins ? joined(record, there, target) : compared(record, there, scope, said);
  const isAllowed =
    target.may('create', record.type, scope) && (!hasDelete(record) || target.may('delete', record.type, scope));
  return said(isAllowed ? 'new' : 'not-allowed');
}

/**
 * A record of a package beside the one that is here: nothing is replaced. One that is deleted here stays so, and facts cannot differ
 * unless somebody forged one.
 */
function joined(record: KeptRecord, there: RecordState, target: JudgedBy): Judgement {
  const scope = target.scopes.get(record.scope) ?? '';
  const missing = newHeads(record, there).map(({ field }) => field);
  const said = (verdict: ImportVerdict): Judgement => ({ verdict, scope, fields: [...new Set(missing)] });
  if (there.type !== record.type || there.scope !== scope) return said('differs');
  if (missing.length === 0 || isDeleted(there)) return said('same');
  if (declarationOf(record.type)?.appendOnly === true) return said('differs');
  return said(target.may('edit', record.type, scope) ? 'joins' : 'not-allowed');
}

function compared(
  record: KeptRecord,
  there: RecordState,
  scope: ScopeId,
  said: (verdict: ImportVerdict, fields?: readonly string[]) => Judgement,
): Judgement {
  if (there.type !== record.type || there.scope !== scope) return said('differs', [existenceField]);
  const fields = differingFields(record, there);
  if (fields.length > 0) return said('differs', fields);
  if (existence(stateOf(record)) === existence(there)) return said('same');
  const lacksDelete = hasDelete(record) && !there.fields[existenceField]?.some(({ kind }) => kind === 'delete');
  return lacksDelete ? said('unfinished') : said('differs', [existenceField]);
}

/** Field keys whose heads say something else; who wrote them, when, and after what, does not matter. */
function differingFields(record: KeptRecord, there: RecordState): string[] {
  const keys = new Set([...Object.keys(record.fields), ...Object.keys(there.fields)]);
  for (const key of [existenceField, traceKey, textTraceKey]) keys.delete(key);
  return [...keys].filter((key) => valuesOf(key, record.fields[key]) !== valuesOf(key, there.fields[key])).sort();
}

/** An empty note on a translation says as much as none. */
function valuesOf(key: string, heads: readonly Head[] = []): string {
  const told = notedKey(key) === null ? heads : heads.filter(({ value }) => value !== null);
  return JSON.stringify(told.map(({ value }) => inOneOrder(value)));
}

/** Whether it is there, deleted, or both by different hands. */
function existence(state: RecordState): string {
  const declaration = declarationOf(state.type);
  const isContested = declaration !== undefined && conflictsOf(declaration, state).includes(existenceField);
  return `${isDeleted(state)} ${isContested}`;
}

/** A record of a file as a state, for the rules that read states. */
export const stateOf = (record: KeptRecord): RecordState => ({ ...record, missing: [] });

export const hasDelete = ({ fields }: KeptRecord): boolean =>
  (fields[existenceField] ?? []).some(({ kind }) => kind === 'delete');

function obstacleOf(record: KeptRecord, verdict: ImportVerdict, fields: readonly string[]): ImportObstacle {
  const declaration = declarationOf(record.type);
  const label = declaration === undefined ? '' : labelOf({ values: shownValues(declaration, stateOf(record)) });
  return { id: record.id, type: record.type, label, verdict, fields };
}

/** The record that one belongs to, as its own values say. */
export function parentOf(record: KeptRecord): RecordId | null {
  const declaration = declarationOf(record.type);
  if (declaration === undefined || declaration.parent === null) return null;
  const heads = record.fields[declaration.parent] ?? [];
  const value = heads.find(({ kind }) => kind === 'set')?.value;
  return typeof value === 'string' && splitFieldKey(declaration.parent)[1] === null ? value : null;
}
