/** By what a playbook goes in the steps of others. */
import { derivedIdentifier } from './cacao/identifiers.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** Its identity in CACAO: the one that it came with, else the one that its export derives. */
export function playbookIdentity({ id, values }: Pick<CatalogueEntry, 'id' | 'values'>): string {
  const own = values['cacaoId'];
  return typeof own === 'string' && own !== '' ? own : derivedIdentifier('playbook', id);
}
