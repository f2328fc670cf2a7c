/**
 * Keeps rules and tests together: every numbered rule of a SPEC file is quoted by the title of a test, and every number that
 * is quoted anywhere is that of a rule. A title begins with the numbers that it quotes.
 */
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { listSources } from './check-layers.ts';
import type { CheckStep } from './check-step.ts';
import { isTest } from './lint-rules.ts';
import { filesBelow } from './source-hash.ts';

/** A file by its path from the project folder. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

const declared = /^- \*\*\[([A-Z]{2,3}\d+)\]\*\*/gm;
/** A number in square brackets; a link or a list of letters has other signs in it. */
const quoted = /\[([A-Z]{2}\d+)\]/g;
/** The numbers at the beginning of a text of a test. */
const quotedFirst = /['"`]((?:\[[^\]\s]+\] ?)+)/g;
/** What a title begins with in square brackets, whether it is a number of ours or not. */
const titleBracket = /\b(?:test|it|describe)(?:\.\w+)*(?:\((?:\[[^\]]*\]|\w+)\))?\(\s*['"`]\[([^\]]+)\]/g;

export const specRulesStep: CheckStep = {
  name: 'rules and their tests',
  async run(root) {
    const read = async (path: string): Promise<TextFile> => ({ path, text: await readFile(join(root, path), 'utf8') });
    const pages = await Promise.all(
      ['docs', 'shared', 'hub'].map((folder) => filesBelow(join(root, folder), (path) => path.endsWith('.md'))),
    );
    const paths = [
      ...(await listSources(root)),
      ...pages.flat().map((path) => relative(root, path).replaceAll('\\', '/')),
    ];
    return judgeRules(await Promise.all(paths.map(read)));
  },
};

/** What is wrong between the rules of SPEC files, the tests and whatever else quotes them. */
export function judgeRules(files: readonly TextFile[]): string[] {
  const homes = new Map<string, string>();
  const problems: string[] = [];
  for (const { path, text } of files.filter((file) => isSpec(file.path))) {
    for (const [, rule = ''] of text.matchAll(declared)) {
      const other = homes.get(rule);
      if (other !== undefined) problems.push(`${path}: [${rule}] stands in ${other} too`);
      homes.set(rule, path);
    }
  }
  if (homes.size === 0) return ['no SPEC file has a rule: is this the project folder?'];
  const tests = files.filter(({ path }) => isTest(path));
  const proven = new Set(
    tests.flatMap(({ text }) => [...text.matchAll(quotedFirst)].flatMap(([, first]) => rulesIn(first))),
  );
  for (const [rule, path] of homes) {
    if (!proven.has(rule)) problems.push(`${path}: no title of a test begins with [${rule}]`);
  }
  for (const { path, text } of files) {
    for (const rule of new Set(rulesIn(text))) {
      if (!homes.has(rule)) problems.push(`${path}: [${rule}] is a rule of no SPEC file`);
    }
  }
  for (const { path, text } of tests) {
    for (const [, name = ''] of text.matchAll(titleBracket)) {
      if (!homes.has(name)) problems.push(`${path}: a title quotes [${name}], which is a rule of no SPEC file`);
    }
  }
  return problems;
}

function isSpec(path: string): boolean {
  return /(^|\/)SPEC[^/]*\.md$/.test(path);
}

function rulesIn(text = ''): string[] {
  return [...text.matchAll(quoted)].map(([, rule = '']) => rule);
}
