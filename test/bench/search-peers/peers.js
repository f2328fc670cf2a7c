/**
 * The search libraries that Waypost's own index is measured beside, each with what its own pages advise for finding while
 * one types. A text is `{id, language, title, body}`; what is found are the ids, best first.
 */
import { create, insertMultiple, search } from '@orama/orama';
import { Index } from 'flexsearch';
import MiniSearch from 'minisearch';

/** Languages that Orama has a tokeniser for; the others it reads as English. */
const oramaLanguages = { ar: 'arabic', en: 'english', es: 'spanish', fr: 'french', ru: 'russian' };

export const searchPeers = [
  {
    name: 'MiniSearch',
    build(texts) {
      const index = new MiniSearch({
        fields: ['title', 'body'],
        searchOptions: { prefix: true, combineWith: 'AND', boost: { title: 4 } },
      });
      index.addAll(texts);
      return (query, limit) =>
        index
          .search(query)
          .slice(0, limit)
          .map(({ id }) => id);
    },
  },
  {
    name: 'FlexSearch',
    build(texts) {
      const index = new Index({ tokenize: 'forward' });
      for (const { id, title, body } of texts) index.add(id, `${title} ${body}`);
      return (query, limit) => index.search(query, { limit });
    },
  },
  {
    name: 'Orama',
    async build(texts) {
      const byLanguage = Map.groupBy(texts, ({ language }) => oramaLanguages[language] ?? 'english');
      const databases = [];
      for (const [language, own] of byLanguage) {
        const database = create({ schema: { title: 'string', body: 'string' }, language });
        await insertMultiple(
          database,
          own.map(({ id, title, body }) => ({ id: String(id), title, body })),
          1_000,
        );
        databases.push(database);
      }
      return async (query, limit) => {
        const found = [];
        for (const database of databases) {
          const { hits } = await search(database, { term: query, limit, threshold: 0, boost: { title: 4 } });
          found.push(...hits);
        }
        return found
          .sort((a, b) => b.score - a.score)
          .slice(0, limit)
          .map(({ id }) => Number(id));
      };
    },
  },
];
