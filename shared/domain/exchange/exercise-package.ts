/** Which records an exercise takes with it when it goes to whoever plays it ([EX25], [EX29], [EX30]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import { agreedTypes } from '../agreement/agreed-types.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { exercise as exerciseType } from '../exercise.ts';
import { playbook } from '../playbook.ts';
import { playbookIdentity } from '../playbook-identity.ts';
import { releasesIn, standingsOf } from '../release/listed-standing.ts';
import { release, releaseApproval } from '../release/release.ts';
import { step } from '../step.ts';
import { type Roster, rosterOfExercise } from './exercise-roster.ts';
import { playbooksNamedIn } from './named-playbooks.ts';

export interface PackageContents {
  /** The exercise, its parts, and the playbooks; nobody's record. */
  readonly records: ReadonlySet<RecordId>;
  readonly roster: Roster;
}

/** What the catalogue does not say. */
export interface PackageAround {
  /** By the id of a step that is a playbook: the identity of that one in CACAO. */
  readonly subPlaybooks: ReadonlyMap<RecordId, string>;
  /** `YYYY-MM-DD`: which edition of a playbook is in force. */
  readonly today: string;
}

/** Of a playbook its text and its files; no run, no review of a draft, no local layer. */
const partsOfPlaybook: readonly string[] = [step.type, 'attachment'];

/**
 * The exercise with all that belongs to it (objectives, guide, event list, approvals, what happened, ratings, photos), the
 * playbooks that it, its objectives and the steps of these name, each with its steps, its files and the edition in force, and
 * the roster. Translations are values of these.
 */
export function exercisePackage(
  entries: readonly CatalogueEntry[],
  exercise: RecordId,
  { subPlaybooks, today }: PackageAround,
): PackageContents {
  const children = childrenOf(entries);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const byIdentity = new Map(
    entries.filter(({ type }) => type === playbook.type).map((entry) => [playbookIdentity(entry), entry]),
  );
  const taken = new Map<RecordId, CatalogueEntry>();
  const take = (entry: CatalogueEntry, types: readonly string[]) => {
    if (taken.has(entry.id)) return;
    taken.set(entry.id, entry);
    for (const child of children.get(entry.id) ?? []) if (types.includes(child.type)) take(child, types);
  };
  const head = byId.get(exercise);
  if (head?.type === exerciseType.type) take(head, agreedTypes(exerciseType.type));
  // A map goes on with what is put into it meanwhile: playbooks name playbooks.
  for (const entry of taken.values()) {
    for (const name of playbooksNamedIn(withSubPlaybook(entry, subPlaybooks))) {
      const named = byId.get(name) ?? byIdentity.get(name);
      if (named?.type !== playbook.type || taken.has(named.id)) continue;
      take(named, partsOfPlaybook);
      for (const each of editionInForce(children.get(named.id) ?? [], today)) taken.set(each.id, each);
    }
  }
  const roster = head === undefined ? { records: [], unknown: [], unclear: [] } : rosterOfExercise(head, entries);
  return { records: new Set(taken.keys()), roster };
}

/** An entry that says which playbook its step is, too. */
export function withSubPlaybook(entry: CatalogueEntry, subPlaybooks: ReadonlyMap<RecordId, string>) {
  const playbookId = subPlaybooks.get(entry.id);
  return playbookId === undefined ? entry : { ...entry, values: { ...entry.values, playbookId } };
}

/** The release that is in force, with what was said of it: by it anybody can check what the text is worth. */
function editionInForce(words: readonly CatalogueEntry[], today: string): CatalogueEntry[] {
  const [standing] = standingsOf(releasesIn(words), today).values();
  const current = standing?.current?.id;
  if (current === undefined) return [];
  return words.filter(
    ({ type, id, values }) => id === current || (type === releaseApproval.type && values[release.type] === current),
  );
}

function childrenOf(entries: readonly CatalogueEntry[]): ReadonlyMap<RecordId, CatalogueEntry[]> {
  const children = new Map<RecordId, CatalogueEntry[]>();
  for (const entry of entries) {
    const known = children.get(entry.parent);
    if (known === undefined) children.set(entry.parent, [entry]);
    else known.push(entry);
  }
  return children;
}
