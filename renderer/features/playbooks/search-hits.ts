/** From hits to what a result shows: the title with its marks, and the places where the words stand. Pure. */
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { pickText, type ShownText } from '../../../shared/domain/localised.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { excerpt, findMatches, type Stretch } from '../../../shared/domain/search/find-matches.ts';
import { searchDocumentOf } from '../../../shared/domain/search/search-document.ts';
import type { SearchHit } from '../../../shared/domain/search/search-index.ts';
import { step } from '../../../shared/domain/step.ts';
import { viewOf } from '../../../shared/domain/view.ts';

export interface HitPlace {
  readonly record: string;
  /** The step it stands in, or null for the playbook itself. */
  readonly step: ShownText | null;
  readonly text: string;
  readonly lang: string | undefined;
  readonly matches: readonly Stretch[];
}

/** Places shown under a title: enough to choose by. */
export const placesShown = 2;
/** Characters of a place; about one line and a half of a row. */
const placeLength = 150;

/** The records that must be open to show these hits. */
export function recordsOfHits(hits: readonly SearchHit[]): string[] {
  return [...new Set(hits.flatMap((hit) => [hit.owner, ...hit.documents.slice(0, placesShown + 1)]))];
}

/** Where a hit stands, outside the title: steps in the order of how well they match. */
export function placesOf(
  hit: SearchHit,
  states: ReadonlyMap<string, RecordState>,
  query: string,
  wanted: string,
): HitPlace[] {
  const places: HitPlace[] = [];
  for (const id of hit.documents) {
    const state = states.get(id);
    const declaration = state && declarationOf(state.type);
    if (!state || !declaration || places.length >= placesShown) continue;
    const texts = searchDocumentOf(declaration, state)?.texts ?? [];
    const found = texts
      .filter(({ field }) => id !== hit.owner || !field.startsWith('title'))
      .map((text) => ({
        ...text,
        lang: splitFieldKey(text.field)[1] ?? undefined,
        matches: findMatches(text.text, query),
      }))
      .filter(({ matches }) => matches.length > 0)
      .sort((a, b) => b.matches.length - a.matches.length || Number(b.lang === wanted) - Number(a.lang === wanted))[0];
    if (found === undefined) continue;
    const isName = found.field.startsWith('name.');
    const name =
      state.type === 'step' && !isName ? pickText(viewOf(step, state).name, found.lang ?? wanted, undefined) : null;
    places.push({ record: id, step: name, lang: found.lang, ...excerpt(found.text, found.matches, placeLength) });
  }
  return places;
}
