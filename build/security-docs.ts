/**
 * Keeps docs/security honest: every link leads somewhere, what is linked as a test is the name of one, and the tables have
 * a row for everything they speak of. `node build/security-docs.ts` writes the counts at the top of the ASVS table.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import ts from 'typescript';
import { checkAsvs, withCounts } from './asvs-table.ts';
import type { CheckStep } from './check-step.ts';
import { isTest } from './lint-rules.ts';
import { linksIn } from './markdown-links.ts';
import { projectRoot } from './project-root.ts';
import { filesBelow } from './source-hash.ts';

const asvsPage = 'docs/security/asvs.md';
const electronPage = 'docs/security/electron.md';
/** Items of Electron's security checklist. */
const checklistItems = 20;

export const securityDocsStep: CheckStep = {
  name: 'security pages',
  async run(root) {
    const below = await filesBelow(join(root, 'docs', 'security'), (path) => path.endsWith('.md'));
    const pages = ['SECURITY.md', ...below.map((path) => relative(root, path).replaceAll('\\', '/'))];
    const read = async (path: string) => readFile(join(root, path), 'utf8').catch(() => null);
    const problems = await Promise.all(pages.map(async (page) => checkLinks(page, (await read(page)) ?? '', read)));
    const asvs = (await read(asvsPage)) ?? '';
    return [
      ...problems.flat(),
      ...checkAsvs(asvs).map((problem) => `${asvsPage}: ${problem}`),
      ...(withCounts(asvs) === asvs
        ? []
        : [`${asvsPage}: the counts are out of date: run "node build/security-docs.ts"`]),
      ...checkElectron((await read(electronPage)) ?? '').map((problem) => `${electronPage}: ${problem}`),
    ];
  },
};

/** What is wrong with the links of a page; `read` gives a file by its path from the project folder, or null. */
export async function checkLinks(
  page: string,
  markdown: string,
  read: (path: string) => Promise<string | null>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const { text, target } of linksIn(markdown)) {
    if (/^(https?:|mailto:|#)/.test(target)) continue;
    const path = join(dirname(page), target.replace(/#.*$/, '')).replaceAll('\\', '/');
    const content = await read(path);
    if (content === null) problems.push(`${page}: "${text}" leads to ${path}, which is not there`);
    else if (/\.(test|e2e|suite)\.tsx?$/.test(path) && !namesTest(text, path, content))
      problems.push(`${page}: ${path} has no test named "${text}"`);
  }
  return problems;
}

/** The name of a test or of a group of them, or its beginning before an ellipsis. */
function namesTest(text: string, path: string, source: string): boolean {
  const names = testNames(path, source);
  return text.endsWith('…') ? names.some((name) => name.startsWith(text.slice(0, -1))) : names.includes(text);
}

function testNames(path: string, source: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|it|describe)\b/.test(node.expression.getText())) {
      const [name] = node.arguments;
      if (name !== undefined && ts.isStringLiteralLike(name)) names.push(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return names;
}

/** Every item of the checklist and every fuse has a row, and every row a test. */
export function checkElectron(markdown: string): string[] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
  const items = Array.from({ length: checklistItems }, (_, n) => String(n + 1));
  const fuses = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'string');
  return [...items, ...fuses].flatMap((name) => {
    const row = rows.find((line) => line.startsWith(`| ${name} |`));
    if (row === undefined) return [`${name} has no row`];
    return linksIn(row).some(({ target }) => isTest(target.replace(/^(\.\.\/)+/, ''))) ? [] : [`${name} has no test`];
  });
}

if (import.meta.main) {
  const path = join(projectRoot, asvsPage);
  await writeFile(path, withCounts(await readFile(path, 'utf8')));
}
