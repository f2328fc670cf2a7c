import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { linksIn } from './markdown-links.ts';
import { inProject } from './project-root.ts';
import { filesBelow } from './source-hash.ts';

const decisions = inProject('docs', 'decisions');

test('every decision stands once in the list, under the number and the title of its page', async () => {
  const list = linksIn(await readFile(join(decisions, 'README.md'), 'utf8'));
  const listed = list.map(({ text, target }) => `${target}: ${text}`).sort();
  const pages = (await readdir(decisions)).filter((name) => name !== 'README.md').sort();
  const titled = await Promise.all(
    pages.map(async (name) => {
      const [first = ''] = (await readFile(join(decisions, name), 'utf8')).split('\n');
      return `${name}: ${first.replace('# ', '')}`;
    }),
  );
  expect(listed).toEqual(titled);
  for (const line of titled) expect(line).toMatch(/^0*(\d+)-[^:]*: \1\. /);
});

test('every link of a page to a file of the project leads somewhere', async () => {
  const inFolders = await Promise.all(
    ['docs', 'shared', 'hub', 'test', 'assets'].map((folder) =>
      filesBelow(inProject(folder), (path) => path.endsWith('.md')),
    ),
  );
  const pages = [...inFolders.flat(), inProject('README.md'), inProject('SECURITY.md')];
  const broken: string[] = [];
  for (const page of pages) {
    for (const { target } of linksIn(await readFile(page, 'utf8'))) {
      const [path = ''] = target.split('#');
      if (/^[a-z]+:/.test(target) || path === '') continue;
      if (!existsSync(join(dirname(page), path))) broken.push(`${page}: ${target}`);
    }
  }
  expect(pages.length).toBeGreaterThan(50);
  expect(broken).toEqual([]);
});
