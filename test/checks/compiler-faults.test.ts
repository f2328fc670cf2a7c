import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compiler } from '../../build/compiler.ts';
import { runCommand } from '../../build/run-command.ts';
import { type PlantedTree, treeWith } from './planted-tree.ts';

interface CompilerFault {
  readonly fault: string;
  readonly path: string;
  readonly wrong: string;
  /** The same without the fault: the compiler must accept it. */
  readonly right: string;
}

const faults: readonly CompilerFault[] = [
  {
    fault: 'the page in shared',
    path: 'shared/domain/planted-document.ts',
    wrong: 'export const title = (): string => document.title;\n',
    right: 'export const title = (page: { readonly title: string }): string => page.title;\n',
  },
  {
    fault: 'Node in shared',
    path: 'shared/domain/planted-process.ts',
    wrong: 'export const home = (): unknown => process.env;\n',
    right: 'export const home = (environment: Readonly<Record<string, string>>): unknown => environment;\n',
  },
  {
    fault: 'a timer in shared',
    path: 'shared/sync/planted-timer.ts',
    wrong: 'export const later = (work: () => void): unknown => setTimeout(work, 10);\n',
    right: 'export const later = (work: () => void, wait: (work: () => void) => void): void => wait(work);\n',
  },
  {
    fault: 'a missing IPC handler',
    path: 'electron/planted-handlers.ts',
    wrong: "import type { Handlers } from './ipc.ts';\n\nexport const handlers: Handlers = {};\n",
    right: "import type { Handlers } from './ipc.ts';\n\nexport const handlers: Partial<Handlers> = {};\n",
  },
  {
    fault: 'an unhandled failure kind',
    path: 'shared/domain/planted-switch.ts',
    wrong: switchOver(''),
    right: switchOver("    case 'archived':\n      return 'b';\n"),
  },
  {
    fault: 'a misspelt translation key',
    path: 'renderer/app/planted-key.tsx',
    wrong: sayWord('sync.savde'),
    right: sayWord('sync.saved'),
  },
  {
    // The words for `disk-full` are taken out of the tree below.
    fault: 'a failure kind without words',
    path: 'renderer/i18n/planted-kind.ts',
    wrong: "import type { FailureKind } from './every-failure.ts';\n\nexport const kind: FailureKind = 'unknown';\n",
    right: "import type errors from './en/errors.json';\n\nexport const kind: keyof typeof errors = 'unknown';\n",
  },
  {
    fault: 'an import of a type that is not marked as one',
    path: 'shared/domain/planted-type-import.ts',
    wrong: "import { Result } from '../base/result.ts';\n\nexport type Outcome = Result<number, string>;\n",
    right: "import type { Result } from '../base/result.ts';\n\nexport type Outcome = Result<number, string>;\n",
  },
  {
    fault: 'syntax that Node cannot strip',
    path: 'hub/planted-enum.ts',
    wrong: 'export enum Phase {\n  One,\n}\n',
    right: "export type Phase = 'one';\n",
  },
];

function switchOver(rest: string): string {
  return `import { assertNever } from '../base/assert-never.ts';

export function explain(failure: { readonly kind: 'missing' } | { readonly kind: 'archived' }): string {
  switch (failure.kind) {
    case 'missing':
      return 'a';
${rest}    default:
      return assertNever(failure);
  }
}
`;
}

function sayWord(key: string): string {
  return `import { useTranslation } from 'react-i18next';
import '../i18n/resources.ts';

export function PlantedWord() {
  const { t } = useTranslation('ui');
  return <p>{t('${key}')}</p>;
}
`;
}

describe('the compiler', () => {
  let tree: PlantedTree;
  let reported: string;

  beforeAll(async () => {
    // The borders that the faults are about; screens would only add reading.
    tree = await treeWith([
      'shared',
      'disk',
      'lan',
      'electron',
      'hub/tsconfig.json',
      'renderer/tsconfig.json',
      'renderer/i18n',
    ]);
    for (const { path, wrong, right } of faults) await tree.plant({ [path]: wrong, [besides(path)]: right });
    const words = join(tree.root, 'renderer', 'i18n', 'en', 'errors.json');
    const { 'disk-full': _, ...others } = JSON.parse(await readFile(words, 'utf8')) as Record<string, unknown>;
    await writeFile(words, JSON.stringify(others));
    const args = ['-b', '--pretty', 'false', 'electron', 'renderer', 'hub'];
    reported = (await runCommand(compiler, args, { cwd: tree.root })).output;
  }, 300_000);
  afterAll(() => tree.remove());

  test.each(faults)('reports $fault', ({ path }) => {
    expect(linesAbout(reported, path)).not.toEqual([]);
  });

  test.each(faults)('is silent without $fault', ({ path }) => {
    expect(linesAbout(reported, besides(path))).toEqual([]);
  });
});

/** Where the file without the fault goes. */
function besides(path: string): string {
  return path.replace(/(\.tsx?)$/, '-right$1');
}

function linesAbout(output: string, path: string): string[] {
  return output.split('\n').filter((line) => line.startsWith(path));
}
