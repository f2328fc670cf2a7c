/**
 * What an import of an event list would do, row by row, before anything is saved ([EX14], [EX15]). A file adds: it overwrites
 * nothing, and the same file a second time changes nothing.
 */
import type { RecordId } from '../../base/ids.ts';
import { nextNumber } from '../conduct/event-list.ts';
import type { Inject, InjectKind } from '../conduct/inject.ts';
import type { Objective } from '../conduct/objective.ts';
import { foldText } from '../names/fold-text.ts';
import type { TableRow } from '../spreadsheet/read-table-file.ts';
import { type EventMapping, findsWords } from './event-columns.ts';
import { readKind, readMethod } from './read-method.ts';
import { cellOf, firstDate, type RowTime, readingsOf, type TimeProblem, timesOf } from './row-times.ts';

/** The values of a row that go into an inject. */
export interface InjectValues {
  readonly number: string;
  readonly kind: InjectKind;
  readonly title: string;
  readonly message: string;
  readonly expected: string;
  readonly instructions: string;
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly place: string;
  readonly objective: RecordId | undefined;
  readonly wallMinute: number | undefined;
  readonly scenarioMinute: number | undefined;
}

export type EventNote =
  | { readonly kind: 'too-few-cells' | 'too-many-cells' | 'unclosed-quote' | 'too-long' | 'no-words' }
  | { readonly kind: 'wall' | 'scenario'; readonly why: TimeProblem }
  /** Earlier than the row above it. */
  | { readonly kind: 'earlier' }
  /** It had no number and got one; its number is there already, with other words. */
  | { readonly kind: 'numbered' | 'number-taken' }
  | { readonly kind: 'objective-unknown' };

/** `same` is there already, or stands twice in the file; `refused` has no words or cannot be kept. */
export type EventVerdict = 'new' | 'same' | 'refused';

export interface PlannedInject {
  readonly line: number;
  readonly values: InjectValues;
  readonly verdict: EventVerdict;
  readonly notes: readonly EventNote[];
}

export interface EventListPlan {
  readonly rows: readonly PlannedInject[];
  readonly counts: Readonly<Record<EventVerdict, number>>;
  /** The date that counts as the first day, where the list names dates. */
  readonly firstDate: string | null;
  /** Some times are counted from the start. */
  readonly hasOffsets: boolean;
}

export interface EventListAround {
  readonly injects: readonly Inject[];
  /** In their order. */
  readonly objectives: readonly Objective[];
  /** The minute of the first day at which times counted from the start begin. */
  readonly begins: number;
}

/** Most injects that one import takes: a list of a week at full scale has some hundreds. */
export const injectLimit = 2_000;

/** Plans the rows under the headings. */
export function planEventList(
  rows: readonly TableRow[],
  mapping: EventMapping,
  around: EventListAround,
): EventListPlan {
  const wallReadings = readingsOf(rows, mapping, ['wall', 'date']);
  const walls = timesOf(wallReadings, around.begins);
  const scenarios = timesOf(readingsOf(rows, mapping, ['scenario', 'scenarioDay']), 0);
  const state: Planning['state'] = {
    seen: new Set(around.injects.flatMap(keysOf)),
    numbers: new Set(around.injects.map(({ number = '' }) => number)),
    next: Number(nextNumber([...around.injects, ...rows.map((row) => ({ number: cellOf(row, mapping, 'number') }))])),
    latest: Number.NEGATIVE_INFINITY,
  };
  const counts: Record<EventVerdict, number> = { new: 0, same: 0, refused: 0 };
  const planned = rows.map((row, place) => {
    const times = { wall: walls[place] as RowTime, scenario: scenarios[place] as RowTime };
    const next = plannedRow(row, mapping, { times, around, state });
    counts[next.verdict] += 1;
    return next;
  });
  const hasOffsets = wallReadings.some(({ kind }) => kind === 'offset');
  return { rows: planned, counts, firstDate: firstDate(wallReadings), hasOffsets };
}

interface Planning {
  readonly times: { readonly wall: RowTime; readonly scenario: RowTime };
  readonly around: EventListAround;
  /** What the rows above left behind. */
  readonly state: { readonly seen: Set<string>; readonly numbers: Set<string>; next: number; latest: number };
}

function plannedRow(row: TableRow, mapping: EventMapping, { times, around, state }: Planning): PlannedInject {
  const notes: EventNote[] = shapeNotes(row, mapping);
  const read = valuesOf(row, mapping, times);
  const objective = objectiveOf(cellOf(row, mapping, 'objective'), around.objectives);
  if (objective === null) notes.push({ kind: 'objective-unknown' });
  const base = { line: row.line, values: { ...read, objective: objective ?? undefined }, notes };
  const hasWords = findsWords(mapping) && read.title !== '';
  if (!hasWords) return { ...base, verdict: 'refused', notes: [...notes, { kind: 'no-words' }] };
  if (isTooLong(read)) return { ...base, verdict: 'refused', notes: [...notes, { kind: 'too-long' }] };
  if (row.isUnclosed) return { ...base, verdict: 'refused' };
  const key = keyOf(read.number, read.title, read.wallMinute);
  if (state.seen.has(key)) return { ...base, verdict: 'same' };
  const number = read.number === '' ? String(state.next) : read.number;
  if (read.number === '') {
    notes.push({ kind: 'numbered' });
    state.next += 1;
  }
  if (state.numbers.has(number)) notes.push({ kind: 'number-taken' });
  notes.push(...timeNotes(times, mapping));
  const { minutes } = times.wall;
  if (minutes !== undefined && minutes < state.latest) notes.push({ kind: 'earlier' });
  state.latest = Math.max(state.latest, minutes ?? state.latest);
  state.seen.add(key);
  state.numbers.add(number);
  return { ...base, values: { ...base.values, number }, verdict: 'new' };
}

function valuesOf(row: TableRow, mapping: EventMapping, { wall, scenario }: Planning['times']) {
  const cell = (column: Parameters<typeof cellOf>[2]) => cellOf(row, mapping, column);
  const message = cell('message');
  // A list that has only its long words is called by their first line.
  const title = cell('title') || shortened(message.split('\n')[0] ?? '');
  return {
    number: cell('number'),
    kind: readKind(cell('kind')),
    title,
    message: message === title ? '' : message,
    expected: cell('expected'),
    instructions: cell('instructions'),
    from: cell('from'),
    to: cell('to'),
    method: readMethod(cell('method')),
    place: cell('place'),
    wallMinute: wall.minutes,
    scenarioMinute: scenario.minutes,
  };
}

const titleLength = 140;
const shortened = (text: string) =>
  text.length <= titleLength ? text : `${text.slice(0, titleLength - 1).trimEnd()}…`;

function isTooLong({ number, title, from, to, method, place, ...long }: Omit<InjectValues, 'objective'>): boolean {
  const texts = [long.message, long.expected, long.instructions];
  const isOver = [from, to, place].some((text) => text.length > 500) || texts.some((text) => text.length > 200_000);
  return isOver || number.length > 30 || title.length > 2_000 || method.length > 200;
}

function shapeNotes(row: TableRow, mapping: EventMapping): EventNote[] {
  const notes: EventNote[] = [];
  const needed = mapping.findLastIndex((column) => column !== null) + 1;
  if (row.cells.length < needed) notes.push({ kind: 'too-few-cells' });
  if (row.cells.slice(mapping.length).some((cell) => cell !== '')) notes.push({ kind: 'too-many-cells' });
  if (row.isUnclosed) notes.push({ kind: 'unclosed-quote' });
  return notes;
}

function timeNotes({ wall, scenario }: Planning['times'], mapping: EventMapping): EventNote[] {
  const notes: EventNote[] = [];
  if (wall.problem !== null && (mapping.includes('wall') || mapping.includes('date')))
    notes.push({ kind: 'wall', why: wall.problem });
  // A scenario time is often left out where it follows from the wall time.
  if (scenario.problem !== null && scenario.problem !== 'empty')
    notes.push({ kind: 'scenario', why: scenario.problem });
  return notes;
}

/** The objective that a cell names, by its words or its place; undefined for an empty cell, null for one that is not there. */
function objectiveOf(cell: string, objectives: readonly Objective[]): RecordId | undefined | null {
  if (cell === '') return undefined;
  const folded = foldText(cell).trim();
  const named = objectives.find(({ text }) =>
    Object.values(text).some((each) => foldText(each ?? '').trim() === folded),
  );
  const place = /^\D{0,12}(\d{1,3})\D*$/.exec(cell)?.[1];
  return named?.id ?? (place === undefined ? null : (objectives[Number(place) - 1]?.id ?? null));
}

/** What says that an inject is there already: its number and words, or without a number its words and time. */
const keyOf = (number: string, title: string, minute: number | undefined) =>
  JSON.stringify([number, foldText(title).trim(), number === '' ? minute : null]);
const keysOf = ({ number = '', title, wallMinute }: Inject) =>
  Object.values(title).flatMap((text) => [keyOf(number, text ?? '', wallMinute), keyOf('', text ?? '', wallMinute)]);
