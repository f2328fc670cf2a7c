import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UsageError } from './command.ts';
import { playbookCheck } from './playbook-check.ts';
import { playbookConvert } from './playbook-convert.ts';
import { playbookDiff } from './playbook-diff.ts';

let folder = '';
const old = {
  id: 'my first playbook',
  name: 'Old',
  workflow_start: 'step-1',
  workflow: { 'step-1': { type: 'start', on_completion: 'step-2' }, 'step-2': { type: 'end' } },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-check-'));
  await mkdir(join(folder, 'below'));
  await writeFile(join(folder, 'below', 'old.json'), JSON.stringify(old));
  await writeFile(join(folder, 'notes.txt'), 'Not a playbook');
  await symlink(folder, join(folder, 'round-and-round'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(command: typeof playbookCheck, ...args: string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await command.run(args, { line: (text) => lines.push(text), error: (text) => errors.push(text) });
  return { code, lines, errors };
}

test('the last line with --json is a verdict per file, and a refusal makes the exit code 1', async () => {
  const { code, lines } = await run(playbookCheck, '--json', folder);
  expect(code).toBe(1);
  const verdicts = JSON.parse(lines.at(-1) as string) as {
    file: string;
    status: string;
    reasons: { code: string }[];
  }[];
  expect(verdicts.map(({ file, status }) => [file.slice(folder.length + 1), status])).toEqual([
    ['below/old.json', 'imported with warnings'],
    ['notes.txt', 'refused'],
  ]);
  expect(verdicts[1]?.reasons.map((reason) => reason.code)).toEqual(['format-unknown']);
});

test('a file that is not there is refused, not a crash', async () => {
  const { code, lines } = await run(playbookCheck, join(folder, 'nothing.json'));
  expect([code, lines[1]]).toEqual([1, '  the file cannot be read: ENOENT']);
});

test('without a file, or with an option nobody knows, the command line is not understood', async () => {
  await expect(run(playbookCheck)).rejects.toThrow(UsageError);
  await expect(run(playbookCheck, '--jsno', folder)).rejects.toThrow(UsageError);
});

test('an old playbook is written as CACAO 2.0 that needs no upgrade again', async () => {
  const out = join(folder, 'out.json');
  expect((await run(playbookConvert, join(folder, 'below', 'old.json'), '-o', out)).code).toBe(0);
  const { lines } = await run(playbookCheck, '--json', out);
  const [verdict] = JSON.parse(lines[0] as string) as [{ reasons: { code: string }[] }];
  expect(verdict.reasons.map((reason) => reason.code)).not.toContain('id-replaced');
  expect(verdict.reasons.map((reason) => reason.code)).not.toContain('version-missing');
  await rm(out);
});

test('two files are compared by step and word; the exit code says same, different or unreadable', async () => {
  const [before, after] = [join(folder, 'before.md'), join(folder, 'after.md')];
  await writeFile(before, '# Laptop\n## Report\nCall the officer.\n');
  await writeFile(after, '# Laptop\n## Report\nCall the duty officer.\n## Lock\nNow.\n');
  expect(await run(playbookDiff, before, before)).toMatchObject({ code: 0, lines: ['no difference'] });
  const { code, lines } = await run(playbookDiff, before, after);
  expect([code, lines.some((line) => line.endsWith('description: Call the {+duty +}officer.'))]).toEqual([1, true]);
  const told = JSON.parse((await run(playbookDiff, '--json', before, after)).lines[0] as string);
  expect(told).toMatchObject({
    isSame: false,
    steps: [
      { kind: 'changed', name: 'Report' },
      { kind: 'added', name: 'Lock' },
    ],
  });
  const unread = await run(playbookDiff, before, join(folder, 'notes.txt'));
  expect([unread.code, unread.errors.length]).toEqual([2, 2]);
  await expect(run(playbookDiff, before)).rejects.toThrow(UsageError);
  await rm(before);
  await rm(after);
});
