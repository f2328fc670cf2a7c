/** From hits to what a result shows: the title with its marks, and the places where the words stand. Pure. */
import type { RecordId } from '../../../shared/base/ids.ts';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import type { ShownText } from '../../../shared/domain/localised.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { excerpt, findMatches, type Stretch } from '../../../shared/domain/search/find-matches.ts';
import type { HitText, SearchHit } from '../../../shared/domain/search/found.ts';
import { recordTitle } from '../../../shared/domain/search/record-title.ts';
import { type SearchText, searchDocumentOf } from '../../../shared/domain/search/search-document.ts';
import type { TlpLevel } from '../../../shared/domain/tlp.ts';
import { markAmong } from '../mark-above.ts';

export type States = ReadonlyMap<RecordId, RecordState>;

export interface HitPlace {
  readonly record: RecordId;
  /** Title of the part it stands in (a step), or null for the record itself and for the title of the part. */
  readonly part: ShownText | null;
  /** The declared field: `description`. */
  readonly field: string;
  readonly text: string;
  /** Undefined for a text that is the same in every language. */
  readonly lang: string | undefined;
  readonly matches: readonly Stretch[];
}

export interface ShownHit {
  readonly id: RecordId;
  readonly type: string;
  /** Its own title, or that of what it belongs to. */
  readonly title: (ShownText & { readonly matches: readonly Stretch[] }) | null;
  readonly reference: string | null;
  /** Its own mark, or that of what it belongs to. */
  readonly mark: TlpLevel | null;
  readonly places: readonly HitPlace[];
}

/** Places shown under a title: enough to choose by. */
export const placesShown = 2;
/** Characters of a place; about one line and a half of a row. */
const placeLength = 150;

/** The records that must be open to show these hits. */
export function recordsOfHits(hits: readonly SearchHit[]): RecordId[] {
  return [...new Set(hits.flatMap((hit) => [hit.owner, ...hit.places.map(({ record }) => record)]))];
}

/** Records that hits without a title of their own are called by. */
export function parentsOfHits(hits: readonly SearchHit[], states: States): RecordId[] {
  return hits.flatMap(({ owner }) => {
    const found = titleOf(states.get(owner), '');
    return found?.title === null && found.parent !== null && !states.has(found.parent) ? [found.parent] : [];
  });
}

/** What is shown of a hit, or null when it is not here any more. */
export function shownHit(hit: SearchHit, states: States, query: string, wanted: string): ShownHit | null {
  const found = titleOf(states.get(hit.owner), wanted);
  if (found === null) return null;
  const { reference, isName } = found;
  const title = found.title ?? titleOf(states.get(found.parent ?? ''), wanted)?.title ?? null;
  return {
    id: hit.owner,
    type: hit.type,
    title: title && { ...title, matches: findMatches(title.text, query, isName) },
    reference,
    mark: markAmong(states, hit.owner),
    places: placesOf(hit, states, query, wanted),
  };
}

/** Where a hit stands, outside the title that is shown: texts in the order of how well they match. */
export function placesOf(hit: SearchHit, states: States, query: string, wanted: string): HitPlace[] {
  const places: HitPlace[] = [];
  for (const place of hit.places) {
    if (places.length >= placesShown) break;
    const state = states.get(place.record);
    const found = state && placeIn(place, state, { query, wanted, isItself: place.record === hit.owner });
    if (found && !places.some(({ record }) => record === found.record)) places.push(found);
  }
  return places;
}

interface Asked {
  readonly query: string;
  readonly wanted: string;
  readonly isItself: boolean;
}

function placeIn({ record, language }: HitText, state: RecordState, asked: Asked): HitPlace | null {
  const declaration = declarationOf(state.type);
  if (declaration === undefined) return null;
  const own = recordTitle(declaration, state, asked.wanted);
  const isShownTitle = ({ text, weight }: SearchText) =>
    asked.isItself && weight === 'title' && text === own.title?.text;
  const found = (searchDocumentOf(declaration, state)?.texts ?? [])
    .filter((text) => !isShownTitle(text) && baseOf(languageOf(text)) === language)
    .map((text) => ({ ...text, matches: findMatches(text.text, asked.query, text.isName) }))
    .filter(({ matches }) => matches.length > 0)
    .sort((a, b) => b.matches.length - a.matches.length)[0];
  if (found === undefined) return null;
  const lang = languageOf(found) || undefined;
  const isTitle = found.weight === 'part';
  const part = asked.isItself || isTitle ? null : recordTitle(declaration, state, lang ?? asked.wanted).title;
  const field = splitFieldKey(found.field)[0];
  return { record, part, field, lang, ...excerpt(found.text, found.matches, placeLength) };
}

const languageOf = ({ field }: SearchText) => splitFieldKey(field)[1] ?? '';
const baseOf = (language: string) => language.split('-')[0] ?? '';

function titleOf(state: RecordState | undefined, wanted: string) {
  const declaration = state && declarationOf(state.type);
  return state && declaration ? recordTitle(declaration, state, wanted) : null;
}
