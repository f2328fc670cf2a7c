import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SearchDocument } from '../../shared/domain/search/search-document.ts';
import { SearchIndex } from '../../shared/domain/search/search-index.ts';
import { decodeSnapshot, encodeSnapshot } from '../../shared/domain/search/snapshot.ts';
import { crc32c } from '../../shared/protocol/crc32c.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { manyTexts } from './many-texts.ts';
import { median, p95, timed } from './statistics.ts';

/** A hundred times what the sample holds. */
const textCount = 20_000;
const limit = 200;
/** Typed letter by letter, as the box asks while a person types. */
const queries = [
  'cordon station',
  'evidence border',
  'الطوق الأمن',
  'أسر المناوبة',
  'оцепление',
  'доказательств',
  '警戒线',
  '证据交接',
  'frontière',
  'oficial de turno',
  'PB-01042',
];

/**
 * A key press in the search box over the titles and bodies of a large library, in six languages. Baseline: reading every
 * text through. Beside it what building the index takes (baseline: folding every text once, without which there is no
 * index), and a start from the snapshot until the first answer (baseline: building it).
 */
export const search: Figure = {
  name: 'search p95',
  measure: async (context) => measureSearch(context),
};

async function measureSearch({ runs, say }: BenchContext): Promise<readonly Row[]> {
  const documents = manyTexts(textCount);
  const figures = { ours: [], plain: [], build: [], read: [], cold: [] } as Record<string, number[]>;
  const note = (name: string, value: number) => figures[name]?.push(value);
  for (let i = 0; i <= runs; i += 1) {
    const index = new SearchIndex();
    const build = await timed(() => fill(index, documents));
    const parts = index.parts();
    const bytes = encodeSnapshot({ head: { life: '', position: 0, recipe: '' }, parts });
    const cold = await timed(() => coldStart(bytes));
    const typed = p95(await timesOf((text) => index.search(text, { limit, preferred: 'en' })));
    const read = p95(await timesOf(reader(documents)));
    if (i === 0) {
      say(`  ${(bytes.length / 1e6).toFixed(1)} MB as a snapshot`);
      continue; // the first round warms the compiler
    }
    note('ours', typed);
    note('plain', read);
    note('build', build);
    note('read', await timed(() => reader(documents)('no such word')));
    note('cold', cold);
  }
  const of = (name: string) => median(figures[name] ?? []);
  const row = (name: string, value: string, baseline: string, beside: string, goal: number | null): Row => {
    return { name, value: of(value), unit: 'ms', baseline: of(baseline), beside, goal };
  };
  return [
    row('search p95', 'ours', 'plain', 'reading every text through', 30),
    row('search cold start', 'cold', 'build', 'building the index', 500),
    row('search build', 'build', 'read', 'reading every text once', null),
    {
      name: 'search memory',
      value: bytesHeld(documents),
      unit: 'bytes',
      baseline: bytesOf(documents),
      beside: 'the texts themselves',
      goal: null,
    },
  ];
}

function fill(index: SearchIndex, documents: readonly SearchDocument[]): void {
  for (const document of documents) index.put(document);
  index.parts();
}

/** What one index takes, from several that are alive at once: the words that all of them remember count for none. */
function bytesHeld(documents: readonly SearchDocument[]): number {
  const before = memory();
  const held = Array.from({ length: 3 }, () => {
    const index = new SearchIndex();
    fill(index, documents);
    return index;
  });
  return (memory() - before) / held.length;
}

/** From the bytes of a snapshot to the first answer. */
function coldStart(bytes: Uint8Array): number {
  crc32c(bytes);
  const snapshot = decodeSnapshot(bytes);
  return new SearchIndex(snapshot?.parts).search('cordon', { limit }).total;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are held by what is alive. */
const memory = () => {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const bytesOf = (documents: readonly SearchDocument[]) =>
  documents.flatMap(({ texts }) => texts).reduce((sum, { text }) => sum + text.length * 2, 0);

async function timesOf(find: (text: string) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const letters = [...query];
    for (let end = 1; end <= letters.length; end += 1) {
      times.push(await timed(() => find(letters.slice(0, end).join(''))));
    }
  }
  return times;
}

function reader(documents: readonly SearchDocument[]) {
  return (text: string) => {
    const wanted = text.toLowerCase();
    return documents.filter(({ texts }) => texts.some((each) => each.text.toLowerCase().includes(wanted)));
  };
}
