/** What search reads of a record: the searched fields of its declaration, in every language. */
import type { RecordId } from '../../base/ids.ts';
import { type RecordDeclaration, splitFieldKey } from '../declare-record.ts';
import type { FieldTraits } from '../field.ts';
import type { RecordState } from '../record-state.ts';
import { isDeleted, shownValue } from '../view.ts';

export interface SearchDocument {
  readonly id: RecordId;
  readonly type: string;
  /** What a hit leads to: the playbook of a step, or the record itself. Hits are grouped by it. */
  readonly owner: RecordId;
  readonly texts: readonly SearchText[];
}

export interface SearchText {
  /** Field key, language included: `title.ar`. */
  readonly field: string;
  readonly text: string;
  readonly weight: SearchWeight;
  /** A name of a person, found across scripts. */
  readonly isName: boolean;
}

/** How much a match counts: in what people remember a record by, in the title of a part, in labels, in a body. */
export type SearchWeight = 'title' | 'part' | 'label' | 'body';

/** The search document of a record, or null when there is nothing to find: deleted, or neither text nor a screen. */
export function searchDocumentOf(declaration: RecordDeclaration, state: RecordState): SearchDocument | null {
  if (isDeleted(state)) return null;
  const owner = ownerOf(declaration, state);
  const texts: SearchText[] = [];
  for (const key of Object.keys(state.fields)) {
    const field = declaration.fields[splitFieldKey(key)[0]];
    if (field === undefined || !field.searched) continue;
    const value = shownValue(state, key, field.merge);
    const text = Array.isArray(value) ? value.join(' · ') : value;
    if (typeof text !== 'string' || text === '') continue;
    const weight = weightOf(field, owner === state.id);
    texts.push({ field: key, text, weight, isName: field.searched === 'name' });
  }
  if (texts.length === 0 && owner !== state.id) return null;
  return { id: state.id, type: state.type, owner, texts };
}

/** Whether records of a type have anything to search. */
export function isSearched(declaration: RecordDeclaration): boolean {
  return Object.values(declaration.fields).some(({ searched }) => Boolean(searched));
}

/** Everything in the declarations that decides what is found where: an index made by others is built anew. */
export function recipeOf(declarations: readonly RecordDeclaration[]): string {
  return declarations
    .filter(isSearched)
    .map(({ type, hasScreen, fields }) => {
      const searched = Object.entries(fields).flatMap(([name, field]) =>
        field.searched ? `${name}:${field.searched}:${field.listed === true}` : [],
      );
      return `${type} ${hasScreen === true} ${searched.join(' ')}`;
    })
    .join('\n');
}

function weightOf({ searched, listed }: FieldTraits, isItself: boolean): SearchWeight {
  if (searched === 'title' || searched === 'name') return isItself ? 'title' : 'part';
  return listed === true && isItself ? 'label' : 'body';
}

function ownerOf(declaration: RecordDeclaration, state: RecordState): RecordId {
  if (declaration.parent === null || declaration.hasScreen === true) return state.id;
  const parent = shownValue(state, declaration.parent, 'keep-incumbent');
  return typeof parent === 'string' ? parent : state.id;
}
