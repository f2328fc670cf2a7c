/** Which words of consent count ([CO2]). Pure; the same for everybody who reads, in whatever order the words came. */
import type { RecordId } from '../../base/ids.ts';
import type { ConsentFact } from '../agreement/flow.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { type ConsentPurpose, consent } from './consent.ts';
import { peopleAbout } from './people-about.ts';
import { person } from './person.ts';
import { personResolver, personRow } from './roster.ts';

/** One word that no later one replaces. */
export interface ConsentWord {
  readonly id: RecordId;
  readonly says: 'given' | 'refused';
  readonly day: string;
  readonly by: string;
}

export interface Consents {
  /** The words that count for somebody and a purpose, by any record of theirs; a refusal first, then the latest day. */
  words(person: RecordId, purpose: ConsentPurpose): readonly ConsentWord[];
  /** What the policy needs to know of a record that is to go somewhere for a purpose ([PO6]): of several people whom it is about the one who said least. */
  factOf(
    entry: Pick<CatalogueEntry, 'id' | 'type' | 'scope' | 'parent' | 'values'>,
    purpose: ConsentPurpose,
  ): ConsentFact;
}

/** The consents among catalogue entries, which hold the records of people too, of whom several may be one person; and what lies between them and a record that is asked about. */
export function consentsIn(entries: readonly CatalogueEntry[]): Consents {
  const persons = new Map(
    entries.flatMap((entry) => (entry.type === person.type ? [[entry.id, personRow(entry)] as const] : [])),
  );
  const personOf = personResolver(persons);
  const said = entries.filter(({ type }) => type === consent.type);
  const replaced = new Set(said.flatMap(({ values: { after } }) => (Array.isArray(after) ? after : [])));
  const counting = new Map<string, ConsentWord[]>();
  for (const { id, values } of said) {
    const { says, day, by } = values;
    if (replaced.has(id) || (says !== 'given' && says !== 'refused')) continue;
    const key = `${personOf(String(values['person']))} ${String(values['purpose'])}`;
    const word = { id, says, day: String(day ?? ''), by: String(by ?? '') } as const;
    counting.set(key, [...(counting.get(key) ?? []), word]);
  }
  for (const words of counting.values()) words.sort(refusalFirst);
  const aboutOf = peopleAbout(entries);
  const words = (id: RecordId, purpose: ConsentPurpose) => counting.get(`${personOf(id)} ${purpose}`) ?? [];
  return {
    words,
    factOf(entry, purpose) {
      const facts = new Set(aboutOf(entry).map((each) => words(each, purpose)[0]?.says ?? 'unsaid'));
      return (['refused', 'unsaid', 'given'] as const).find((fact) => facts.has(fact)) ?? 'about-nobody';
    },
  };
}

/** Of two words that did not know of each other the refusal counts: nobody's data goes because a laptop was away. */
function refusalFirst(a: ConsentWord, b: ConsentWord): number {
  if (a.says !== b.says) return a.says === 'refused' ? -1 : 1;
  if (a.day !== b.day) return a.day > b.day ? -1 : 1;
  return a.id > b.id ? -1 : 1;
}
