/**
 * What an import would do, row by row, before anything is saved. A file adds: it fills what is empty, never overwrites,
 * and takes nobody off who is not in it. The same file a second time changes nothing.
 */
import type { RecordId } from '../../base/ids.ts';
import type { Pieces } from '../../base/pieces.ts';
import { likeness } from '../names/find-duplicates.ts';
import { nameSkeletons, plainName } from '../names/name-key.ts';
import type { TableRow } from '../spreadsheet/read-table-file.ts';
import type { PersonRow, RosterRow } from '../training/roster.ts';
import type { ColumnMapping, ColumnRole } from './column-mapping.ts';
import { type DateOrder, type DateReading, readDates } from './read-dates.ts';

/** The values of a row that go into a person. */
export type PersonValues = Readonly<Record<'name' | 'transliteration' | 'organisation' | 'role' | 'email', string>>;

export type RowNote =
  | { readonly kind: 'too-few-cells' | 'too-many-cells' | 'unclosed-quote' | 'hidden-marks' | 'email-invalid' }
  | { readonly kind: 'date'; readonly why: 'mixed' | 'ambiguous' | 'unreadable' }
  /** The file says something else than the record; the record stands. */
  | { readonly kind: 'differs'; readonly field: 'role' | 'transliteration' | 'organisation' }
  | { readonly kind: 'too-long' }
  /** Somebody took this person off the roster; a file does not bring them back, a person may. */
  | { readonly kind: 'withdrawn' };

/**
 * `new` person and place; `enrol` somebody known; `fill` somebody on the roster gets what was empty; `same` nothing to do;
 * `repeated` the row stands twice in the file; `refused` it names nobody or cannot be kept.
 */
export type RowVerdict = 'new' | 'enrol' | 'fill' | 'same' | 'repeated' | 'refused';

export interface PlannedRow {
  readonly line: number;
  readonly values: PersonValues;
  readonly registeredOn: string | null;
  readonly verdict: RowVerdict;
  /** The person that it is, or null for a new one. */
  readonly person: RecordId | null;
  /** Fields of that person that are empty and get a value. */
  readonly fills: Readonly<Partial<PersonValues>>;
  /** A record that may be of the same person, for somebody to look at; nothing follows from it by itself. */
  readonly maybe: PersonRow | null;
  readonly notes: readonly RowNote[];
}

export interface RosterPlan {
  readonly rows: readonly PlannedRow[];
  readonly counts: Readonly<Record<RowVerdict, number>>;
}

export interface RosterAround {
  /** All that this laptop knows. */
  readonly persons: readonly PersonRow[];
  /** Those in the session. */
  readonly roster: readonly RosterRow[];
  /** Those who were in it and were taken off. */
  readonly withdrawn?: readonly RosterRow[];
  /** What a person said of the dates of the file, when the file does not say it. */
  readonly dateOrder?: DateOrder | null;
}

/** Plans the rows under the header. */
export function planRoster(rows: readonly TableRow[], mapping: ColumnMapping, around: RosterAround): RosterPlan {
  const steps = planningSteps(rows, mapping, around);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, in pieces that leave a screen alive; null when it was stopped. */
export async function planRosterInPieces(
  rows: readonly TableRow[],
  mapping: ColumnMapping,
  around: RosterAround,
  pieces: Pieces,
  onProgress: (done: number) => void,
): Promise<RosterPlan | null> {
  const steps = planningSteps(rows, mapping, around);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress(step.value);
    await pieces.breathe();
    if (pieces.isStopped()) return null;
  }
}

/** Rows or persons between two turns: a millisecond or two of work. */
const pieceSize = 20;

/** Yields how many rows are judged. */
function* planningSteps(
  rows: readonly TableRow[],
  mapping: ColumnMapping,
  { persons, roster, withdrawn = [], dateOrder = null }: RosterAround,
): Generator<number, RosterPlan> {
  const known = yield* indexSteps(persons);
  const here: Here = {
    known,
    enrolled: new Set(roster.map(({ person }) => person.id)),
    withdrawn: new Set(withdrawn.map(({ person }) => person.id)),
    seen: new Set(),
  };
  const dateColumn = mapping.indexOf('registeredOn');
  const dates = readDates(
    rows.map(({ cells }) => (dateColumn < 0 ? '' : (cells[dateColumn] ?? ''))),
    dateOrder,
  );
  const planned: PlannedRow[] = [];
  const counts: Record<RowVerdict, number> = { new: 0, enrol: 0, fill: 0, same: 0, repeated: 0, refused: 0 };
  for (const [place, row] of rows.entries()) {
    if (place > 0 && place % pieceSize === 0) yield place;
    const values = valuesOf(row, mapping);
    const date = dates[place] as DateReading;
    const next = plannedRow({ row, values, notes: notesOf(row, mapping, values, date), date }, here);
    planned.push(next);
    counts[next.verdict] += 1;
  }
  return { rows: planned, counts };
}

interface ReadRow {
  readonly row: TableRow;
  readonly values: PersonValues;
  readonly notes: readonly RowNote[];
  readonly date: DateReading;
}

interface Here {
  readonly known: Index;
  readonly enrolled: ReadonlySet<RecordId>;
  readonly withdrawn: ReadonlySet<RecordId>;
  /** Identities and persons of the rows above. */
  readonly seen: Set<string>;
}

function plannedRow({ row, values, notes, date }: ReadRow, { known, enrolled, withdrawn, seen }: Here): PlannedRow {
  const base = {
    line: row.line,
    values,
    registeredOn: date.kind === 'date' ? date.date : null,
    person: null,
    fills: {},
    maybe: null,
    notes,
  };
  const isUnkeepable = notes.some(({ kind }) => kind === 'too-long' || kind === 'unclosed-quote');
  if (plainName(values.name) === '' || isUnkeepable) return { ...base, verdict: 'refused' };
  const key = identityOf(values);
  const person = known.exact(values);
  const isRepeated = seen.has(key) || (person !== null && seen.has(person.id));
  seen.add(key);
  if (person !== null) seen.add(person.id);
  if (isRepeated) return { ...base, verdict: 'repeated', person: person?.id ?? null };
  if (person === null) return { ...base, verdict: 'new', maybe: known.like(values) };
  const fills = fillsOf(values, person);
  const isOff = !enrolled.has(person.id) && withdrawn.has(person.id);
  const verdict = !enrolled.has(person.id) && !isOff ? 'enrol' : Object.keys(fills).length > 0 ? 'fill' : 'same';
  const all: RowNote[] = [...notes, ...differences(values, person)];
  if (isOff) all.push({ kind: 'withdrawn' });
  return { ...base, verdict, person: person.id, fills, notes: all };
}

function valuesOf({ cells }: TableRow, mapping: ColumnMapping): PersonValues {
  const cell = (role: ColumnRole) => (cells[mapping.indexOf(role)] ?? '').trim();
  const parts = [cell('givenName'), cell('familyName')].filter((part) => part !== '');
  // Chinese names are written together, family name first.
  const isHan = parts.length > 0 && parts.every((part) => /^\p{Script=Han}+$/u.test(part));
  const email = cell('email');
  return {
    name: cell('name') || (isHan ? parts.reverse().join('') : parts.join(' ')),
    transliteration: cell('transliteration'),
    organisation: cell('organisation'),
    role: cell('role'),
    email: isEmail(email) ? email : '',
  };
}

/** Bidi and zero-width controls: they stay in the name, and are shown. */
const hiddenMarks = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

function notesOf(row: TableRow, mapping: ColumnMapping, values: PersonValues, date: DateReading): RowNote[] {
  const notes: RowNote[] = [];
  if (row.cells.length < mapping.length) notes.push({ kind: 'too-few-cells' });
  if (row.cells.slice(mapping.length).some((cell) => cell !== '')) notes.push({ kind: 'too-many-cells' });
  if (row.isUnclosed) notes.push({ kind: 'unclosed-quote' });
  if (Object.values(values).some((value) => hiddenMarks.test(value))) notes.push({ kind: 'hidden-marks' });
  const email = row.cells[mapping.indexOf('email')] ?? '';
  if (email !== '' && !isEmail(email)) notes.push({ kind: 'email-invalid' });
  if (date.kind === 'flagged') notes.push({ kind: 'date', why: date.why });
  const isTooLong = [values.name, values.transliteration, values.organisation].some((value) => value.length > 500);
  if (isTooLong || values.role.length > 300) notes.push({ kind: 'too-long' });
  return notes;
}

const isEmail = (text: string): boolean => text.length <= 320 && /^[^\s@<>",;]+@[^\s@<>",;]+$/.test(text);

function fillsOf(values: PersonValues, person: PersonRow): Partial<PersonValues> {
  const fields = ['transliteration', 'organisation', 'role', 'email'] as const;
  return Object.fromEntries(
    fields.flatMap((field) => (person[field] === '' && values[field] !== '' ? [[field, values[field]]] : [])),
  );
}

function differences(values: PersonValues, person: PersonRow): RowNote[] {
  return (['transliteration', 'organisation', 'role'] as const).flatMap((field) => {
    const [here, there] = [plainName(values[field]), plainName(person[field])];
    return here !== '' && there !== '' && here !== there ? [{ kind: 'differs', field } as const] : [];
  });
}

const identityOf = (values: Pick<PersonRow, 'name' | 'organisation' | 'email'>): string =>
  `${values.email.toLowerCase()} ${plainName(values.name)} ${plainName(values.organisation)}`;

interface Index {
  /** The one record that is certainly this person: same address and a like name, or same name and organisation. */
  exact(values: PersonValues): PersonRow | null;
  /** A record that may be. */
  like(values: PersonValues): PersonRow | null;
}

function* indexSteps(persons: readonly PersonRow[]): Generator<number, Index> {
  const [byName, byEmail, byWord]: [Groups, Groups, Groups] = [new Map(), new Map(), new Map()];
  for (const [place, one] of persons.entries()) {
    if (place > 0 && place % pieceSize === 0) yield 0;
    const { name, transliteration, email } = one;
    for (const key of new Set([plainName(name), plainName(transliteration)])) if (key !== '') gather(byName, key, one);
    if (email !== '') gather(byEmail, email.toLowerCase(), one);
    for (const word of new Set([...nameSkeletons(name), ...nameSkeletons(transliteration)])) gather(byWord, word, one);
  }
  const only = (found: readonly PersonRow[]) => (found.length === 1 ? (found[0] as PersonRow) : null);
  return {
    exact(values) {
      const email = values.email.toLowerCase();
      const sameEmail = email === '' ? [] : (byEmail.get(email) ?? []).filter((one) => likeness(one, values) !== null);
      if (sameEmail.length > 0) return sameEmail[0] as PersonRow;
      const named = (byName.get(plainName(values.name)) ?? []).filter(
        (one) => email === '' || one.email === '' || one.email.toLowerCase() === email,
      );
      const organisation = plainName(values.organisation);
      const same = named.filter((one) => plainName(one.organisation) === organisation);
      // Without an organisation on one side a name tells only when a single person bears it.
      const vague = named.filter((one) => one.organisation === '' || organisation === '');
      return same[0] ?? only(vague) ?? only(named.filter((one) => likeness(one, values) !== null));
    },
    like(values) {
      const words = [...nameSkeletons(values.name), ...nameSkeletons(values.transliteration)];
      const candidates = new Set(words.flatMap((word) => byWord.get(word) ?? []));
      for (const one of candidates) if (likeness(one, values) !== null) return one;
      return null;
    },
  };
}

type Groups = Map<string, PersonRow[]>;

function gather(groups: Groups, key: string, one: PersonRow): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [one]);
  else group.push(one);
}
