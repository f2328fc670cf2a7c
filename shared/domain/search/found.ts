/** What is asked of a search, and what it answers. */
import type { RecordId } from '../../base/ids.ts';

export interface SearchOptions {
  readonly limit: number;
  /** Language of the reader: its texts count more. */
  readonly preferred?: string | undefined;
  /** Only owners found in a text of this language. */
  readonly language?: string | undefined;
  /** Only owners of these types. */
  readonly types?: readonly string[] | undefined;
}

export interface SearchHit {
  readonly owner: RecordId;
  readonly type: string;
  readonly score: number;
  /** Where it was found, best first: records of the owner, each with a language or an empty text. */
  readonly places: readonly HitText[];
}

export interface HitText {
  readonly record: RecordId;
  readonly type: string;
  readonly language: string;
}

export interface Found {
  readonly hits: readonly SearchHit[];
  /** All owners that match, more than `hits` may hold. */
  readonly total: number;
  /** Owners by type, whatever type is asked for; and by language, whatever language is. */
  readonly byType: Readonly<Record<string, number>>;
  readonly byLanguage: Readonly<Record<string, number>>;
}

export const nothingFound: Found = { hits: [], total: 0, byType: {}, byLanguage: {} };
