import { readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import ts from 'typescript';
import { listSources } from './check-layers.ts';
import type { CheckStep } from './check-step.ts';
import { lintStyleSheet } from './lint-css.ts';
import { lintRules } from './lint-rules.ts';
import { filesBelow } from './source-hash.ts';

const fileName = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.tsx?$/;
const emptyNames = /^(utils?|helpers?|misc|common|index)\.tsx?$/;

/** The house rules of lint-rules.ts over every source file and style sheet. */
export const houseRulesStep: CheckStep = {
  name: 'house rules',
  async run(root) {
    const problems: string[] = [];
    for (const path of await listSources(root)) {
      problems.push(...lintFileName(path), ...lintSource(path, await readFile(join(root, path), 'utf8')));
    }
    for (const path of await filesBelow(join(root, 'renderer'), (file) => file.endsWith('.css'))) {
      const name = relative(root, path).replaceAll('\\', '/');
      problems.push(...lintStyleSheet(name, await readFile(path, 'utf8')));
    }
    return problems;
  },
};

/** Problems of one source file as `path:line rule: what to write instead`. */
export function lintSource(path: string, text: string): string[] {
  const rules = lintRules.filter((rule) => rule.holdsIn(path));
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const rule of rules) {
      if (!rule.isBroken(node, source)) continue;
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      problems.push(`${path}:${line} ${rule.name}: ${rule.message}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(problems)];
}

function lintFileName(path: string): string[] {
  const name = basename(path);
  if (!fileName.test(name)) return [`${path} file-name: kebab-case after the main export`];
  if (emptyNames.test(name)) return [`${path} file-name: say what it holds instead of "${name}"`];
  return [];
}
