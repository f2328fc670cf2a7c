/**
 * 50,000 texts in six languages, each with a title of eight words and a body of sixty: a key press in the search box, by
 * words and by the meanings of terms, and a start from the snapshot until the first answer. The libraries beside it search
 * the same texts in the same run, once: they answer words only, and most of them no Chinese.
 */
import { type Language, languages } from '../../shared/domain/language.ts';
import type { SearchDocument } from '../../shared/domain/search/search-document.ts';
import { SearchIndex } from '../../shared/domain/search/search-index.ts';
import { decodeSnapshot, encodeSnapshot } from '../../shared/domain/search/snapshot.ts';
import { crc32c } from '../../shared/protocol/crc32c.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { manyTexts } from './many-texts.ts';
import { type PlainText, searchPeers } from './search-peers.ts';
import { median, p95, timed } from './statistics.ts';

const textCount = 50_000;
const sizes = { title: 8, body: 60 };
const limit = 200;
/** As in search.ts, and terms of the network's list, whose words in five more languages are looked for as well. */
const queries = [
  'cordon station',
  'evidence border',
  'shift commander',
  'الطوق الأمن',
  'قائد المناوبة',
  'оцепление вокзал',
  'доказательства',
  '警戒线',
  '指挥员',
  'périmètre frontière',
  'preuves',
  'cordón',
  'oficial de turno',
  'PB-01042',
];

export const searchAtScale: Figure = {
  name: 'search of 50,000 texts',
  measure: async (context) => measureAtScale(context),
};

async function measureAtScale({ runs, say }: BenchContext): Promise<readonly Row[]> {
  const documents = manyTexts(textCount, sizes);
  const texts = plainTextsOf(documents);
  say(`  ${(texts.reduce((sum, { title, body }) => sum + title.length + body.length, 0) / 1e6).toFixed(1)} M letters`);
  const built = new SearchIndex();
  const build = await timed(() => {
    for (const document of documents) built.put(document);
    built.parts();
  });
  const bytes = encodeSnapshot({ head: { life: '', position: 0, recipe: '' }, parts: built.parts() });
  say(`  built in ${build.toFixed(0)} ms, ${(bytes.length / 1e6).toFixed(1)} MB as a snapshot`);
  const keys: number[] = [];
  const cold: number[] = [];
  for (let i = 0; i <= runs; i += 1) {
    const index = new SearchIndex(built.parts());
    const typed = await keyTimes((query) => index.search(query, { limit, preferred: 'en' }));
    const start = await timed(() => {
      crc32c(bytes);
      return new SearchIndex(decodeSnapshot(bytes)?.parts).search('cordon', { limit }).total;
    });
    if (i === 0) continue; // the first round warms the compiler
    keys.push(p95(typed));
    cold.push(start);
  }
  const ours = median(keys);
  const row = (name: string, value: number, baseline: number, beside: string, goal: number | null): Row => {
    return { name, value, unit: 'ms', baseline, beside, goal };
  };
  const rows = [row('search start, 50,000 texts', median(cold), build, 'building the index', 1_000)];
  for (const peer of await searchPeers(say)) {
    let find: Awaited<ReturnType<typeof peer.build>> = () => [];
    const took = await timed(async () => {
      find = await peer.build(texts);
    });
    const theirs = p95(await keyTimes((query) => find(query, limit)));
    say(`  ${peer.name}: built in ${took.toFixed(0)} ms, a key ${theirs.toFixed(1)} ms`);
    rows.push(row(`search key p95, 50,000 texts, beside ${peer.name}`, ours, theirs, peer.name, 20));
  }
  return rows;
}

/** Every query letter by letter, as the box asks while a person types. */
async function keyTimes(find: (text: string) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const letters = [...query];
    for (let end = 1; end <= letters.length; end += 1) {
      times.push(await timed(() => find(letters.slice(0, end).join(''))));
    }
  }
  return times;
}

function plainTextsOf(documents: readonly SearchDocument[]): PlainText[] {
  const texts = documents.flatMap(({ texts: fields }) =>
    languages.map((language: Language) => {
      const of = (field: string) => fields.find((each) => each.field === `${field}.${language}`)?.text ?? '';
      return { language, title: of('title'), body: of('description') };
    }),
  );
  return texts.map((text, id) => ({ id, ...text }));
}
