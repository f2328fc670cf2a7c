/** The search libraries beside ours: installed by their own lock file when first wanted, never shipped. */
import { pathToFileURL } from 'node:url';
import { installApart } from '../../build/install-apart.ts';
import { inProject } from '../../build/project-root.ts';
import type { Language } from '../../shared/domain/language.ts';
import { SearchIndex } from '../../shared/domain/search/search-index.ts';

/** One text in one language, as every library takes it. */
export interface PlainText {
  readonly id: number;
  readonly language: Language;
  readonly title: string;
  readonly body: string;
}

/** Ids of the texts that are found, best first. */
export type FindTexts = (query: string, limit: number) => readonly number[] | Promise<readonly number[]>;

export interface SearchPeer {
  readonly name: string;
  build(texts: readonly PlainText[]): FindTexts | Promise<FindTexts>;
}

const folder = 'test/bench/search-peers';

export async function searchPeers(say: (line: string) => void): Promise<readonly SearchPeer[]> {
  await installApart(folder, say);
  const module = (await import(pathToFileURL(inProject(folder, 'peers.js')).href)) as {
    readonly searchPeers: readonly SearchPeer[];
  };
  return module.searchPeers;
}

/** Our index over the same texts, each a document of its own. */
export const ours: SearchPeer = {
  name: 'Waypost',
  build(texts) {
    const index = new SearchIndex();
    for (const { id, language, title, body } of texts) {
      const fields = [
        { field: `title.${language}`, text: title, weight: 'title', isName: false },
        { field: `description.${language}`, text: body, weight: 'body', isName: false },
      ] as const;
      index.put({ id: `${id}`, type: 'playbook', owner: `${id}`, texts: fields.filter(({ text }) => text !== '') });
    }
    index.parts();
    return (query, limit) => index.search(query, { limit }).hits.map(({ owner }) => Number(owner));
  },
};
