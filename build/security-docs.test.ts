import { expect, test } from 'vitest';
import { asvsRequirements } from './asvs-requirements.ts';
import { checkAsvs, withCounts } from './asvs-table.ts';
import { checkElectron, checkLinks } from './security-docs.ts';

const files: Readonly<Record<string, string>> = {
  'hub/a.test.ts': "describe('a group', () => { test.each(rows)('[SC2] one of them, and more', () => {}); });",
  'hub/a.ts': '',
};
const problems = (markdown: string) => checkLinks('docs/security/x.md', markdown, async (path) => files[path] ?? null);

test('a link that leads nowhere, and a name that no test has, are found', async () => {
  expect(await problems('[a group](../../hub/a.test.ts) [[SC2] one of them, and more](../../hub/a.test.ts)')).toEqual(
    [],
  );
  expect(
    await problems('[[SC2] one of…](../../hub/a.test.ts) [it](../../hub/a.ts#L2) [out](https://x.example)'),
  ).toEqual([]);
  expect(await problems('[[SC2] one of](../../hub/a.test.ts)')).toEqual([expect.stringContaining('no test named')]);
  expect(await problems('[it](../../hub/b.ts)')).toEqual([expect.stringContaining('hub/b.ts, which is not there')]);
});

test('there are 70 requirements of level 1 and 183 of level 2, seven of them about WebRTC', () => {
  expect([1, 2].map((level) => asvsRequirements.filter((one) => one.level === level).length)).toEqual([70, 183]);
  expect(asvsRequirements.filter(({ id }) => id.startsWith('17.'))).toHaveLength(7);
  expect(asvsRequirements.slice(0, 3)).toEqual([
    { id: '1.1.1', level: 2 },
    { id: '1.1.2', level: 2 },
    { id: '1.2.1', level: 1 },
  ]);
});

const row = (id: string, level: number, rest = 'about | met | [it](a.ts)') => `| ${id} | ${level} | ${rest} |`;
const whole = asvsRequirements.map(({ id, level }) => row(id, level));
const faultsAfter = (change: (rows: string[]) => void) => {
  const rows = [...whole];
  change(rows);
  return checkAsvs(rows.join('\n'));
};

test('a row that is missing, double, blank, without evidence or of another level is found', () => {
  expect(checkAsvs(whole.join('\n'))).toEqual([]);
  expect(faultsAfter((rows) => rows.splice(3, 1))).toEqual([expect.stringContaining('missing: 1.2.2')]);
  expect(faultsAfter((rows) => rows.push(row('1.2.2', 1)))).toEqual([expect.stringContaining('1.2.2 is no')]);
  expect(faultsAfter((rows) => rows.splice(0, 2, ...rows.slice(0, 2).reverse()))).toEqual([
    'the rows are out of order',
  ]);
  for (const rest of [
    '| met | [it](a.ts)',
    'about | met | by care',
    'about | gap | ',
    'about | perhaps | [what it is](a.ts)',
  ]) {
    expect(faultsAfter((rows) => rows.splice(0, 1, row('1.1.1', 2, rest)))).toHaveLength(1);
  }
  expect(faultsAfter((rows) => rows.splice(0, 1, row('1.1.1', 1)))).toEqual(['1.1.1 is of level 2']);
});

test('the counts are made of the rows', () => {
  const page = `<!-- counts -->\n<!-- /counts -->\n${whole.join('\n')}\n`;
  expect(withCounts(page)).toContain('| met | 70 | 183 | 253 |\n| not applicable | 0 | 0 | 0 |');
  expect(withCounts(withCounts(page))).toBe(withCounts(page));
});

test('an item of the checklist or a fuse without a row, or a row without a test, is found', () => {
  const found = checkElectron(
    '| 1 | [a](../../test/e2e/a.e2e.ts) |\n| 2 | [it](../../electron/a.ts) |\n| RunAsNode | off |',
  );
  expect(found).not.toContain('1 has no row');
  expect(found).toEqual(expect.arrayContaining(['2 has no test', '3 has no row', 'RunAsNode has no test']));
  expect(found).toContain('WasmTrapHandlers has no row');
});
