import { type RecordDeclaration, splitFieldKey } from '../../shared/domain/declare-record.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { type SearchDocument, SearchIndex, type SearchText } from '../../shared/domain/search/search-index.ts';
import type { Figure, Row } from './figure.ts';
import { recordCount } from './filled-laptop.ts';
import { manyPlaybooks } from './many-playbooks.ts';
import { median, p95, timed } from './statistics.ts';

const scope = '0190f000-0000-7000-8000-000000000001';
const limit = 50;
/** Typed letter by letter, as the box asks while a person types. */
const queries = [
  'bomb threat',
  'evidence border',
  'تهديد هاتفي',
  'أسر الضحايا',
  'Угроза взрыва',
  'застав',
  '炸弹威胁',
  '证据',
  'PB-1042',
];

/** A key press in the search box, over the titles and bodies of the library. Baseline: reading every text through. */
export const search: Figure = {
  name: 'search p95',
  async measure(context): Promise<readonly Row[]> {
    const documents = manyPlaybooks(recordCount, scope).map(documentOf);
    const index = new SearchIndex();
    for (const document of documents) index.put(document);
    const ours: number[] = [];
    const plain: number[] = [];
    for (let i = 0; i <= context.runs; i += 1) {
      const [typed, read] = [await timesOf((text) => index.search(text, limit)), await timesOf(reader(documents))];
      if (i === 0) continue; // the first round warms the compiler
      ours.push(p95(typed));
      plain.push(p95(read));
    }
    const beside = 'reading every text through';
    return [{ name: 'search p95', value: median(ours), unit: 'ms', baseline: median(plain), beside, goal: null }];
  },
};

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

function documentOf(drafts: ReturnType<typeof manyPlaybooks>[number]): SearchDocument {
  const texts: SearchText[] = [];
  for (const { field, value } of drafts) {
    if (typeof value !== 'string' || (playbook as RecordDeclaration).fields[splitFieldKey(field)[0]]?.searched !== true)
      continue;
    texts.push({ field, text: value, weight: field.startsWith('title') ? 15 : 1 });
  }
  const id = drafts[0]?.record ?? '';
  return { id, owner: id, texts };
}

function reader(documents: readonly SearchDocument[]) {
  return (text: string) => {
    const wanted = text.toLowerCase();
    return documents.filter(({ texts }) => texts.some((each) => each.text.toLowerCase().includes(wanted)));
  };
}
