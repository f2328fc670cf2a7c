import { describe, expect, test } from 'vitest';
import type { SearchDocument, SearchWeight } from './search-document.ts';
import { SearchIndex } from './search-index.ts';

function doc(id: string, owner: string, field: string, text: string, weight: SearchWeight = 'body'): SearchDocument {
  return { id, type: id === owner ? 'playbook' : 'step', owner, texts: [{ field, text, weight, isName: false }] };
}

/** One playbook, written for this test in six languages: title and the text of a step. */
const editions = {
  en: ['Unattended item at a transport hub', 'Set the cordon and keep people behind it until the commander lifts it.'],
  ar: ['جسم متروك في مركز نقل', 'أقم الطوق الأمني وأبعد الناس خلفه حتى يرفعه قائد المناوبة في المحطة.'],
  es: ['Objeto abandonado en una estación', 'Establezca el cordón y mantenga a la población detrás hasta nueva orden.'],
  fr: ['Objet abandonné dans une gare', 'Établissez le périmètre de sécurité et éloignez les voyageurs.'],
  ru: ['Бесхозный предмет на вокзале', 'Выставьте оцепление и отведите людей; доложите об отчёте командиру.'],
  zh: ['交通枢纽发现无人看管物品', '设置警戒线，让人员留在警戒线以外，等待指挥员解除。'],
} as const;

function indexOf(texts: Readonly<Record<string, readonly [string, string]>>): SearchIndex {
  const index = new SearchIndex();
  for (const [language, [title, body]] of Object.entries(texts)) {
    const id = `playbook-${language}`;
    index.put(doc(id, id, `title.${language}`, title, 'title'));
    index.put(doc(`step-${language}`, id, `description.${language}`, body));
  }
  return index;
}

const found = (index: SearchIndex, query: string) => index.search(query, { limit: 20 }).hits.map((hit) => hit.owner);

describe('search', () => {
  const index = indexOf(editions);

  test.each([
    ['en', 'CORDON'],
    ['en', 'unatt'],
    ['ar', 'الطوق'],
    ['ar', 'طوق'],
    ['ar', 'المحطه'],
    ['ar', 'الطَّوْق'],
    ['ar', 'قايد'],
    ['es', 'cordon'],
    ['es', 'poblacion'],
    ['fr', 'perimetre'],
    ['fr', 'Éloignez'],
    ['ru', 'отчете'],
    ['ru', 'ОЦЕПЛ'],
    ['zh', '警戒线'],
    ['zh', '戒'],
    ['zh', '看管物品'],
  ])('finds the %s edition by %s', (language, query) => {
    expect(found(index, query)).toContain(`playbook-${language}`);
  });

  test.each(Object.entries(editions))(
    'every word of the %s edition finds it, whole and while it is typed',
    (language, texts) => {
      for (const text of texts) {
        for (const word of text.split(/[\s,.;，。]+/u).filter((part) => part !== '')) {
          expect(found(index, word)).toContain(`playbook-${language}`);
          expect(found(index, word.slice(0, Math.ceil(word.length / 2)))).toContain(`playbook-${language}`);
        }
      }
    },
  );

  test('puts a match in a title before one in a body', () => {
    const ranked = new SearchIndex();
    ranked.put(doc('body', 'body', 'description.en', 'the cordon'));
    ranked.put(doc('title', 'title', 'title.en', 'Cordon', 'title'));
    expect(found(ranked, 'cord')).toEqual(['title', 'body']);
  });

  test('needs every word, which may stand in different steps of one playbook', () => {
    expect(found(index, 'unattended commander')).toEqual(['playbook-en']);
    expect(found(index, 'unattended gare')).toEqual([]);
  });

  test('names the documents that matched', () => {
    const [hit] = index.search('cordon commander', { limit: 5 }).hits;
    expect(hit?.places).toEqual([{ record: 'step-en', type: 'step', language: 'en' }]);
  });

  test('finds nothing without a word', () => {
    expect(found(index, '  —  ')).toEqual([]);
  });
});

describe('keeping up with changes', () => {
  test('a replaced document is found by its new text only', () => {
    const index = indexOf(editions);
    index.put(doc('step-en', 'playbook-en', 'description.en', 'Close the road'));
    expect(found(index, 'commander')).toEqual([]);
    expect(found(index, 'road')).toEqual(['playbook-en']);
  });

  test('a removed document is not found', () => {
    const index = indexOf(editions);
    index.remove('step-fr');
    expect(found(index, 'voyageurs')).toEqual([]);
  });

  test('thousands of replacements leave the same answers and no dead weight', () => {
    const index = indexOf(editions);
    for (let round = 0; round < 5_000; round++) {
      index.put(doc('busy', 'busy', 'title.en', `round ${round}`, 'title'));
    }
    expect(found(index, 'round')).toEqual(['busy']);
    expect(found(index, '4999')).toEqual(['busy']);
    expect(found(index, '4998')).toEqual([]);
    expect(found(index, '警戒线')[0]).toBe('playbook-zh');
    expect(index.size).toBe(13);
  });
});
