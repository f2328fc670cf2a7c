import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { listSources } from '../../build/check-layers.ts';
import { inProject, projectRoot } from '../../build/project-root.ts';
import { runCommand } from '../../build/run-command.ts';

test('every test file belongs to exactly one kind of test', async () => {
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const { output } = await runCommand('node', [vitest, 'list', '--filesOnly', '--json']);
  const listed = JSON.parse(output.slice(output.indexOf('['))) as { readonly file: string }[];
  const files = (await listSources(projectRoot)).filter((path) => /\.(test|e2e)\.tsx?$/.test(path));
  expect(listed.map(({ file }) => relative(projectRoot, file)).sort()).toEqual(files.sort());
});
