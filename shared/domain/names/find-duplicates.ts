/** Finds records that may be of one person, across scripts and orders of names. It suggests; a person decides. */
import type { RecordId } from '../../base/ids.ts';
import type { PersonRow } from '../training/roster.ts';
import { nameSkeletons, nameWords, plainName } from './name-key.ts';

export interface DuplicateSuggestion {
  /** The two records; the first has the smaller id and so was made first. */
  readonly persons: readonly [PersonRow, PersonRow];
  /** `email`: the same address; `name`: the same name and organisation; `sound`: names that may be read alike. */
  readonly because: 'email' | 'name' | 'sound';
}

/** Names that half a network bears would pair everybody with everybody. */
const bucketLimit = 30;

/** Pairs that nobody has decided about yet, surest first. */
export function findDuplicates(persons: readonly PersonRow[]): DuplicateSuggestion[] {
  const open = persons.filter(({ sameAs }) => sameAs === null);
  const found = new Map<string, DuplicateSuggestion>();
  for (const bucket of bucketsOf(open)) {
    if (bucket.length < 2 || bucket.length > bucketLimit) continue;
    for (const [at, one] of bucket.entries()) {
      for (const other of bucket.slice(at + 1)) suggest(found, one, other);
    }
  }
  const rank = { email: 0, name: 1, sound: 2 };
  return [...found.values()].sort(
    (a, b) => rank[a.because] - rank[b.because] || order(a.persons[0].id, b.persons[0].id),
  );
}

function suggest(found: Map<string, DuplicateSuggestion>, one: PersonRow, other: PersonRow): void {
  if (one.id === other.id || one.notSameAs.includes(other.id) || other.notSameAs.includes(one.id)) return;
  const persons = order(one.id, other.id) < 0 ? ([one, other] as const) : ([other, one] as const);
  const key = persons.map(({ id }) => id).join(' ');
  if (found.has(key)) return;
  const because = likeness(one, other);
  if (because !== null) found.set(key, { persons, because });
}

/** Why two records may be of one person, or null. Different addresses, or different organisations, speak against it. */
export function likeness(
  one: Pick<PersonRow, 'name' | 'transliteration' | 'organisation' | 'email'>,
  other: Pick<PersonRow, 'name' | 'transliteration' | 'organisation' | 'email'>,
): DuplicateSuggestion['because'] | null {
  const emails = [one.email, other.email].map((email) => email.trim().toLowerCase());
  const sounds = soundAlike(one, other);
  if (emails[0] !== '' && emails[1] !== '') {
    if (emails[0] !== emails[1]) return null;
    // An office shares its address; the name must agree in a word at least.
    return sounds || shareWord(one, other) ? 'email' : null;
  }
  if (!sounds || differ(one.organisation, other.organisation)) return null;
  return plainName(one.name) === plainName(other.name) ? 'name' : 'sound';
}

function differ(one: string, other: string): boolean {
  const [a, b] = [plainName(one), plainName(other)];
  if (a === '' || b === '' || a === b) return false;
  // The same organisation in two scripts is not a difference that we can judge.
  return /\p{Script=Latin}/u.test(a) === /\p{Script=Latin}/u.test(b);
}

type Named = Pick<PersonRow, 'name' | 'transliteration'>;

/** All words of the shorter name are in the longer one (patronymics are often left out), and there are two at least. */
function soundAlike(one: Named, other: Named): boolean {
  return namesOf(one).some((a) => namesOf(other).some((b) => soundsLike(a, b)));
}

function soundsLike(one: string, other: string): boolean {
  const [short = [], long = []] = [nameSkeletons(one), nameSkeletons(other)].sort((a, b) => a.length - b.length);
  if (short.length < 2 || !short.every((word) => long.includes(word))) return false;
  // Of short names few consonants are left: there the vowels must agree too.
  return short.join('').length >= 4 || nameWords(one).join(' ') === nameWords(other).join(' ');
}

function shareWord(one: Named, other: Named): boolean {
  const words = new Set(spellings(one).flat());
  return spellings(other)
    .flat()
    .some((word) => word.length > 1 && words.has(word));
}

const namesOf = ({ name, transliteration }: Named): string[] => [name, transliteration].filter((text) => text !== '');
const spellings = (named: Named): (readonly string[])[] => namesOf(named).map(nameSkeletons);

/** Records that share an address or two words of a name. */
function bucketsOf(persons: readonly PersonRow[]): Iterable<readonly PersonRow[]> {
  const buckets = new Map<string, PersonRow[]>();
  const put = (key: string, person: PersonRow) => {
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [person]);
    else if (bucket.at(-1) !== person) bucket.push(person);
  };
  for (const person of persons) {
    if (person.email !== '') put(`@${person.email.trim().toLowerCase()}`, person);
    for (const words of spellings(person)) {
      for (const [at, word] of words.entries()) {
        for (const other of words.slice(at + 1)) put(`${word} ${other}`, person);
      }
    }
  }
  return buckets.values();
}

const order = (a: RecordId, b: RecordId): number => (a < b ? -1 : 1);
