/** A row of the library: what one playbook says of itself in a list, read from its catalogue entry when it is asked. */
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { localisedOf, type ShownText } from '../../../shared/domain/localised.ts';
import { type TlpLevel, tlpLevels } from '../../../shared/domain/tlp.ts';

export const facets = [
  'state',
  'changed',
  'type',
  'phase',
  'marking',
  'language',
  'region',
  'review',
  'candidate',
  'label',
] as const;
export type Facet = (typeof facets)[number];

export type Validity =
  | { readonly kind: 'revoked' }
  | { readonly kind: 'expired' | 'valid-to'; readonly at: number }
  | { readonly kind: 'past-review' | 'review-by'; readonly date: string };

/** How a review date stands to a day. */
export type ReviewStanding = 'past' | 'near' | 'later' | 'none';

interface Judged {
  readonly title: ShownText | null;
  readonly validity: Validity | null;
  readonly review: ReviewStanding;
  /** It, or a step of it, changed since the person last looked. */
  readonly isChanged: boolean;
}

/** Of ten thousands of rows a screen shows thirty: only what all of them are sorted by is worked out beforehand. */
export class LibraryRow implements Judged {
  readonly id: string;
  readonly title: ShownText | null;
  readonly validity: Validity | null;
  readonly review: ReviewStanding;
  readonly isChanged: boolean;
  readonly #entry: CatalogueEntry;

  constructor(entry: CatalogueEntry, { title, validity, review, isChanged }: Judged) {
    this.#entry = entry;
    this.id = entry.id;
    this.title = title;
    this.validity = validity;
    this.review = review;
    this.isChanged = isChanged;
  }

  get scope(): string {
    return this.#entry.scope;
  }

  get conflicts(): number {
    return this.#entry.conflicts;
  }

  get changedAt(): number {
    return this.#entry.changedAt;
  }

  get reference(): string {
    const { reference, cacaoId } = this.#entry.values;
    return text(reference) ?? shortIdOf(text(cacaoId)) ?? '';
  }

  get state(): string | null {
    return text(this.#entry.values.state) ?? null;
  }

  get release(): string | null {
    return text(this.#entry.values.releaseNumber) ?? null;
  }

  /** Milliseconds since 1970; null when it does not end by itself. */
  get validUntil(): number | null {
    const { validUntil } = this.#entry.values;
    return typeof validUntil === 'number' ? validUntil : null;
  }

  /** Plain date, `YYYY-MM-DD`. */
  get reviewDate(): string | null {
    return text(this.#entry.values.reviewDate) ?? null;
  }

  get marking(): TlpLevel | null {
    return tlpLevels.find((level) => level === this.#entry.values.marking) ?? null;
  }

  get languages(): readonly string[] {
    return Object.keys(localisedOf(this.#entry.values, 'title')).sort();
  }

  /** By what a filter of this facet finds it. */
  valuesOf(facet: Facet): readonly string[] {
    const { values } = this.#entry;
    switch (facet) {
      case 'state':
      case 'region':
      case 'candidate':
        return texts(values[facet]);
      case 'changed':
        return this.isChanged ? ['yes'] : [];
      case 'type':
        return texts(values.types);
      case 'phase':
        return texts(values.activities);
      case 'marking':
        return this.marking === null ? [] : [this.marking];
      case 'language':
        return this.languages;
      case 'review':
        return [this.review];
      case 'label':
        return texts(values.labels);
    }
  }

  asChanged(): LibraryRow {
    const { title, validity, review } = this;
    return new LibraryRow(this.#entry, { title, validity, review, isChanged: true });
  }
}

/** The first group of a CACAO id's UUID: enough to tell two apart in a list. */
export function shortIdOf(cacaoId: string | undefined): string | undefined {
  return cacaoId?.split('--')[1]?.split('-')[0];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.filter((part) => typeof part === 'string')
    : typeof value === 'string'
      ? [value]
      : [];
}
