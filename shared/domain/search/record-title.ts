/** What a record is called in a list of hits, read from its declaration: title, reference, whose part it is. */
import type { RecordId } from '../../base/ids.ts';
import { type RecordDeclaration, splitFieldKey } from '../declare-record.ts';
import { type Localised, pickText, type ShownText } from '../localised.ts';
import type { RecordState } from '../record-state.ts';
import { shownValue } from '../view.ts';

const referenceField = 'reference';
const languageField = 'language';

export interface RecordTitle {
  /** Null when it has no title of its own: then it is called by its parent and its reference. */
  readonly title: ShownText | null;
  /** The title is the name of a person, and stands in the language of nobody in particular. */
  readonly isName: boolean;
  readonly reference: string | null;
  readonly parent: RecordId | null;
}

/** Reads a record for somebody who reads `wanted`. */
export function recordTitle(declaration: RecordDeclaration, state: RecordState, wanted: string): RecordTitle {
  const named = Object.entries(declaration.fields).find(
    ([name, { searched }]) => name !== referenceField && (searched === 'title' || searched === 'name'),
  );
  return {
    title: named === undefined ? null : titleIn(named[0], state, wanted),
    isName: named?.[1].searched === 'name',
    reference: textOf(state, referenceField),
    parent: declaration.parent === null ? null : textOf(state, declaration.parent),
  };
}

function titleIn(name: string, state: RecordState, wanted: string): ShownText | null {
  const texts: Record<string, string> = {};
  for (const key of Object.keys(state.fields)) {
    const [field, language] = splitFieldKey(key);
    const text = field === name ? textOf(state, key) : null;
    if (text !== null) texts[language ?? ''] = text;
  }
  if (texts[''] !== undefined) return { text: texts[''], lang: '' };
  return pickText(texts satisfies Localised, wanted, textOf(state, languageField) ?? undefined);
}

function textOf(state: RecordState, key: string): string | null {
  const value = shownValue(state, key, 'keep-incumbent');
  return typeof value === 'string' && value !== '' ? value : null;
}
