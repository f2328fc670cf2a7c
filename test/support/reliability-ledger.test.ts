import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inProject } from '../../build/project-root.ts';
import { tortureCases } from '../torture/cases.ts';
import { readLedger, withRun } from './reliability-ledger.ts';

const document = `| | Seeds | Lost |
|---|--:|--:|
| Networks | 9,000 | 0 |

| | Times | Lost |
|---|--:|--:|
| Kills | 0 | 0 |

| Of | Seeds or times | Ran on |
|---|--:|---|
| Networks | 1 to 9,000 | aaaa |

The end.`;

test('a run adds up, and says of which commit its seeds are: one line for each stretch on one commit', () => {
  const runs = [
    { name: 'Networks', numbers: [1_000, 0], commit: 'bbbb' },
    { name: 'Networks', numbers: [1_000, 1], commit: 'bbbb' },
    { name: 'Kills', numbers: [30, 2], commit: 'bbbb' },
    { name: 'Networks', numbers: [500, 0], commit: 'cccc' },
  ];
  const after = runs.reduce(withRun, document);
  expect(after.split('\n').filter((line) => /^\| (Networks|Kills)/.test(line))).toEqual([
    '| Networks | 11,500 | 1 |',
    '| Kills | 30 | 2 |',
    '| Networks | 1 to 9,000 | aaaa |',
    '| Networks | 9,001 to 11,000 | bbbb |',
    '| Kills | 1 to 30 | bbbb |',
    '| Networks | 11,001 to 11,500 | cccc |',
  ]);
  expect(after.endsWith('\n\nThe end.')).toBe(true);
});

test('the document has a row for all that is run, in numbers, and a run on it is told of', async () => {
  const text = await readFile(inProject('docs', 'reliability.md'), 'utf8');
  for (const name of ['Simulated networks', ...tortureCases.map((one) => one.name)]) {
    const [times = -1, ...others] = await readLedger(name);
    expect(
      [times, ...others].every((number) => number >= 0),
      name,
    ).toBe(true);
    const after = withRun(text, { name, numbers: [5], commit: 'dddd' });
    const count = (n: number) => n.toLocaleString('en-GB');
    expect(after).toContain(`| ${name} | ${count(times + 1)} to ${count(times + 5)} | dddd |`);
  }
});
