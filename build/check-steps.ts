import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { layersStep } from './check-layers.ts';
import type { CheckStep } from './check-step.ts';
import { compiler } from './compiler.ts';
import { wordsStep } from './i18n-check.ts';
import { houseRulesStep } from './lint-house-rules.ts';
import { lockfileStep } from './lockfile.ts';
import { noticesStep } from './notices.ts';
import { type CommandOptions, runCommand } from './run-command.ts';
import { checkSchemaLock } from './schema-lock.ts';
import { securityDocsStep } from './security-docs.ts';
import { specRulesStep } from './spec-rules.ts';
import { checkWireLocks } from './wire-lock.ts';

/** Everything `npm run check` looks at, in the order in which it begins. */
export const checkSteps: readonly CheckStep[] = [
  // As long as all the others together: it begins first.
  commandStep('types (tsc)', compiler, ['-b', '--pretty', 'false']),
  commandStep('format and lint (biome)', 'biome', [
    'ci',
    '--colors=off',
    '--error-on-warnings',
    '--max-diagnostics=500',
    '.',
  ]),
  houseRulesStep,
  layersStep,
  commandStep('dead code (knip)', 'knip', ['--no-progress', '--no-config-hints']),
  wordsStep,
  { name: 'locks of formats and protocol', run: checkLocks },
  lockfileStep,
  noticesStep,
  securityDocsStep,
  specRulesStep,
];

function commandStep(name: string, command: string, args: readonly string[]): CheckStep {
  return { name, run: (root) => problemsOf(command, args, { cwd: root }) };
}

async function problemsOf(command: string, args: readonly string[], options: CommandOptions): Promise<string[]> {
  const { code, output } = await runCommand(command, args, options);
  return code === 0 ? [] : [output.trim() || `${command} ended with ${code}`];
}

/** The locks of schema and wire are compared here; the lock test compares golden bytes with the files kept beside them; CI=1 keeps a missing one from being written. */
async function checkLocks(root: string): Promise<string[]> {
  const locks = await readdir(join(root, 'shared', 'protocol', 'locks')).catch(() => []);
  if (locks.length === 0) return ['shared/protocol/locks is empty: the wire format is not locked'];
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', 'unit', '--reporter', 'dot', 'shared/protocol/golden.test.ts'];
  const env = { ...process.env, CI: '1' };
  const locked = [...(await checkSchemaLock(root)), ...(await checkWireLocks(root))];
  return [...locked, ...(await problemsOf('node', args, { cwd: root, env }))];
}
