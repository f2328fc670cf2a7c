import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchDocument, SearchWeight } from './search-document.ts';
import { SearchIndex } from './search-index.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';

const head = { life: 'one', position: 4_711, recipe: 'playbook step' };
const uuids = ['0190f000-0000-7000-8000-000000000001', '0190f000-0000-7000-8000-0000000000aa', 'p-1', 'p-2', 'p-3'];
const words = ['cordon', 'station', 'оцепление', 'طوق', '警戒线', '0142', 'PB-0142', 'Éloignez'];

const document: fc.Arbitrary<SearchDocument> = fc
  .record({
    id: fc.constantFrom(...uuids),
    owner: fc.constantFrom(...uuids),
    texts: fc.array(
      fc.record({
        field: fc.constantFrom('title.en', 'description.ar', 'reference', 'name.zh-Hans'),
        text: fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((some) => some.join(' ')),
        weight: fc.constantFrom<SearchWeight>('title', 'label', 'part', 'body'),
        isName: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  })
  .map((made) => ({ ...made, type: made.id === made.owner ? 'playbook' : 'step' }));
type Step = { readonly put: SearchDocument } | { readonly remove: string } | { readonly pack: true };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: document.map((put) => ({ put })) },
    { weight: 2, arbitrary: fc.constantFrom(...uuids).map((remove) => ({ remove })) },
    { weight: 1, arbitrary: fc.constant({ pack: true } as const) },
  ),
  { maxLength: 30 },
);

function follow(index: SearchIndex, all: readonly Step[]): SearchIndex {
  for (const each of all) {
    if ('put' in each) index.put(each.put);
    else if ('remove' in each) index.remove(each.remove);
    else index.parts();
  }
  return index;
}

/** What every query gives, in whatever order texts came. */
function answers(index: SearchIndex): string {
  return JSON.stringify(
    [...words, 'cor', '警', '142', 'pb 142', 'cordon station'].map((query) => {
      const { hits, ...counts } = index.search(query, { limit: 100, preferred: 'ar' });
      const plain = hits.map(({ places, ...hit }) => ({
        ...hit,
        places: places.map((place) => JSON.stringify(place)).sort(),
      }));
      return [plain, counts.total, Object.entries(counts.byType).sort(), Object.entries(counts.byLanguage).sort()];
    }),
  );
}

function lastOf(all: readonly Step[]): SearchDocument[] {
  const left = new Map<string, SearchDocument>();
  for (const each of all) {
    if ('put' in each) left.set(each.put.id, each.put);
    else if ('remove' in each) left.delete(each.remove);
  }
  return [...left.values()];
}

describe('an index that followed every change', () => {
  test('answers as one that is built of what is left', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const built = follow(
          new SearchIndex(),
          lastOf(all).map((put) => ({ put })),
        );
        expect(answers(follow(new SearchIndex(), all))).toBe(answers(built));
      }),
    );
  });

  test('answers the same after a restart, and goes on from there', () => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const index = follow(new SearchIndex(), before);
        const read = decodeSnapshot(encodeSnapshot({ head, parts: index.parts() }));
        expect(read?.head).toEqual(head);
        const again = new SearchIndex(read?.parts);
        expect(answers(again)).toBe(answers(index));
        expect(answers(follow(again, after))).toBe(answers(follow(index, after)));
      }),
    );
  });
});

describe('a damaged snapshot', () => {
  const index = new SearchIndex();
  for (const [at, id] of uuids.entries()) {
    const texts = words.map(
      (text) => ({ field: 'title.en', text: `${text} ${at}`, weight: 'title', isName: false }) as const,
    );
    index.put({ id, type: 'playbook', owner: id, texts });
  }
  const bytes = encodeSnapshot({ head, parts: index.parts() });

  test('cut anywhere is no snapshot', () => {
    // The postings come last and their length is known from the terms.
    for (let end = 0; end < bytes.length; end++) expect(decodeSnapshot(bytes.subarray(0, end))).toBeNull();
  });

  test('of another edition is no snapshot', () => {
    const other = bytes.slice();
    other[4] = 200;
    expect(decodeSnapshot(other)).toBeNull();
  });

  test('with a byte changed never throws, whatever it says', () => {
    for (let at = 0; at < bytes.length; at++) {
      const rotten = bytes.slice();
      rotten[at] = (rotten[at] ?? 0) ^ 0xff;
      expect(() => decodeSnapshot(rotten)).not.toThrow();
    }
  });
});
