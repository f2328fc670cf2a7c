/** Playbooks that records name, in a catalogue or in a file ([EX30]). Pure. */
import type { CatalogueEntry } from '../catalogue.ts';
import { playbook } from '../playbook.ts';
import { playbookIdentity } from '../playbook-identity.ts';
import { type Step, step } from '../step.ts';
import { subPlaybookOf } from '../workflow/workflow-problems.ts';

/** A record with its shown values. */
export type Naming = Pick<CatalogueEntry, 'id' | 'type' | 'values'>;

/** What a record names: ids of records, or of a step the identity of a playbook in CACAO. */
export function playbooksNamedIn({ type, values }: Pick<Naming, 'type' | 'values'>): string[] {
  if (type === step.type) {
    const identity = subPlaybookOf(values as Pick<Step, 'playbookId' | 'extra'>);
    return identity === null ? [] : [identity];
  }
  const several = values['playbooks'];
  return Array.isArray(several) ? several.filter((each): each is string => typeof each === 'string') : [];
}

/** What of this is not among the records that there are, each once. */
export function missingPlaybooks(naming: Iterable<Naming>, there: Iterable<Naming>): string[] {
  const known = new Set(
    [...there].flatMap((each) => (each.type === playbook.type ? [each.id, playbookIdentity(each)] : [])),
  );
  const named = [...naming].flatMap(playbooksNamedIn);
  return [...new Set(named)].filter((name) => !known.has(name)).sort();
}
