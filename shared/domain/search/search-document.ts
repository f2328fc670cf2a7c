/** What search reads of a record: the searched fields of its declaration, in every language. */
import { type RecordDeclaration, splitFieldKey } from '../declare-record.ts';
import type { RecordState } from '../record-state.ts';
import { isDeleted, shownValue } from '../view.ts';
import type { SearchDocument, SearchText } from './search-index.ts';

/** What people remember a record by counts more than what it says inside. Fields without a row count 1. */
const weights: Readonly<Record<string, number>> = {
  'playbook.title': 15,
  'playbook.reference': 15,
  'playbook.labels': 6,
  'step.name': 5,
};

/** The search document of a record, or null when there is nothing to find: deleted, or without searched text. */
export function searchDocumentOf(declaration: RecordDeclaration, state: RecordState): SearchDocument | null {
  if (isDeleted(state)) return null;
  const texts: SearchText[] = [];
  for (const [key, heads] of Object.entries(state.fields)) {
    const name = splitFieldKey(key)[0];
    const field = declaration.fields[name];
    if (field?.searched !== true) continue;
    const value = shownValue(heads, field.merge);
    const text = Array.isArray(value) ? value.join(' ') : value;
    if (typeof text !== 'string' || text === '') continue;
    texts.push({ field: key, text, weight: weights[`${declaration.type}.${name}`] ?? 1 });
  }
  return texts.length === 0 ? null : { id: state.id, owner: ownerOf(declaration, state), texts };
}

function ownerOf(declaration: RecordDeclaration, state: RecordState): string {
  if (declaration.parent === null) return state.id;
  const parent = shownValue(state.fields[declaration.parent] ?? [], 'keep-incumbent');
  return typeof parent === 'string' ? parent : state.id;
}
