/**
 * What an import would do, row by row, before anything is saved. A file adds: it fills what is empty, never overwrites,
 * and takes nobody off who is not in it. The same file a second time changes nothing.
 */
import type { RecordId } from '../../base/ids.ts';
import { likeness } from '../names/find-duplicates.ts';
import { nameSkeletons, plainName } from '../names/name-key.ts';
import type { PersonRow, RosterRow } from '../training/roster.ts';
import type { ColumnMapping, ColumnRole } from './column-mapping.ts';
import type { CsvRow } from './read-csv.ts';
import { type DateReading, readDates } from './read-dates.ts';

/** The values of a row that go into a person. */
export type PersonValues = Readonly<Record<'name' | 'transliteration' | 'organisation' | 'role' | 'email', string>>;

export type RowNote =
  | { readonly kind: 'too-few-cells' | 'too-many-cells' | 'unclosed-quote' | 'hidden-marks' | 'email-invalid' }
  | { readonly kind: 'date'; readonly why: 'mixed' | 'ambiguous' | 'unreadable' }
  /** The file says something else than the record; the record stands. */
  | { readonly kind: 'differs'; readonly field: 'role' | 'transliteration' | 'organisation' }
  | { readonly kind: 'too-long' };

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

/** Plans the rows under the header. `persons` are all that this laptop knows, `roster` those in the session. */
export function planRoster(
  rows: readonly CsvRow[],
  mapping: ColumnMapping,
  persons: readonly PersonRow[],
  roster: readonly RosterRow[],
): RosterPlan {
  const known = indexOf(persons);
  const enrolled = new Set(roster.map(({ person }) => person.id));
  const dateColumn = mapping.indexOf('registeredOn');
  const dates = readDates(rows.map(({ cells }) => (dateColumn < 0 ? '' : (cells[dateColumn] ?? ''))));
  const seen = new Set<string>();
  const planned = rows.map((row, place) => {
    const values = valuesOf(row, mapping);
    const notes = notesOf(row, mapping, values, dates[place] as DateReading);
    return plannedRow({ row, values, notes, date: dates[place] as DateReading }, known, enrolled, seen);
  });
  const counts: Record<RowVerdict, number> = { new: 0, enrol: 0, fill: 0, same: 0, repeated: 0, refused: 0 };
  for (const { verdict } of planned) counts[verdict] += 1;
  return { rows: planned, counts };
}

interface ReadRow {
  readonly row: CsvRow;
  readonly values: PersonValues;
  readonly notes: readonly RowNote[];
  readonly date: DateReading;
}

function plannedRow(read: ReadRow, known: Index, enrolled: ReadonlySet<RecordId>, seen: Set<string>): PlannedRow {
  const { row, values, notes, date } = read;
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
  const verdict = !enrolled.has(person.id) ? 'enrol' : Object.keys(fills).length > 0 ? 'fill' : 'same';
  return { ...base, verdict, person: person.id, fills, notes: [...notes, ...differences(values, person)] };
}

function valuesOf({ cells }: CsvRow, mapping: ColumnMapping): PersonValues {
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

function notesOf(row: CsvRow, mapping: ColumnMapping, values: PersonValues, date: DateReading): RowNote[] {
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

function indexOf(persons: readonly PersonRow[]): Index {
  const byName = groupBy(persons, ({ name, transliteration }) => [
    ...new Set([plainName(name), plainName(transliteration)].filter((text) => text !== '')),
  ]);
  const byEmail = groupBy(persons, ({ email }) => (email === '' ? [] : [email.toLowerCase()]));
  const byWord = groupBy(persons, ({ name, transliteration }) => [
    ...new Set([...nameSkeletons(name), ...nameSkeletons(transliteration)]),
  ]);
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

function groupBy(
  persons: readonly PersonRow[],
  keysOf: (one: PersonRow) => readonly string[],
): Map<string, PersonRow[]> {
  const groups = new Map<string, PersonRow[]>();
  for (const one of persons) {
    for (const key of keysOf(one)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  return groups;
}
