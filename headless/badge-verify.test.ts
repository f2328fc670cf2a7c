import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  atPlace,
  bytesOf,
  fictionalBadge,
  fictionalIssuer,
  fictionalList,
  withProof,
} from '../test/support/fictional-badge.ts';
import { badgeVerify } from './badge-verify.ts';
import { UsageError } from './command.ts';

let folder = '';
const centre = fictionalIssuer(1);
const file = (name: string) => join(folder, name);
const open = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2999-01-01T00:00:00Z' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-badge-'));
  const byKey = fictionalBadge(centre.did, { ...open, ...atPlace(9) });
  await writeFile(file('by-key.json'), bytesOf(await withProof(byKey, centre)));
  await writeFile(
    file('by-address.json'),
    bytesOf(await withProof(fictionalBadge('https://sorrel.example', open), centre)),
  );
  const list = fictionalList(centre.did, [8], { validFrom: '2020-02-02T00:00:00Z' });
  await writeFile(file('list.json'), bytesOf(await withProof(list, centre)));
  await writeFile(file('key.txt'), `${centre.multikey}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await badgeVerify.run(args, { line: (text) => lines.push(text), error: (text) => lines.push(text) });
  return { code, lines };
}

test('[BV1] for people: the verdict, every check, and what was not asked', async () => {
  const { code, lines } = await run(file('by-key.json'));
  expect(code).toBe(0);
  expect(lines).toEqual([
    `valid: ${file('by-key.json')}`,
    '  says of itself: "Family liaison", issued by Centre of Port Sorrel to urn:uuid:00000000-0000-4000-8000-000000000002',
    '  form passed, schema passed, signature passed, issuer passed, dates passed, revocation not checked',
    '  revocation not checked: no status list was given (--status)',
  ]);
});

test('[BV6] with a status list the answer has its day; --json is one verdict for one file', async () => {
  const { code, lines } = await run('--json', '--status', file('list.json'), file('by-key.json'));
  expect([code, JSON.parse(lines.at(-1) as string)]).toMatchObject([
    0,
    {
      valid: true,
      checks: { revocation: true },
      reasons: [],
      revocation: 'revocation checked as of 2020-02-02T00:00:00Z',
    },
  ]);
});

test('[BV3] an issuer by address needs its key, on the command line or in a file', async () => {
  const { code, lines } = await run('--json', file('by-address.json'), file('by-key.json'));
  const verdicts = JSON.parse(lines.at(-1) as string) as { valid: boolean }[];
  expect([code, verdicts.map(({ valid }) => valid)]).toEqual([1, [false, true]]);
  expect((await run('--issuer-key', centre.multikey, file('by-address.json'))).code).toBe(0);
  expect((await run('--issuer-key', file('key.txt'), file('by-address.json'))).code).toBe(0);
});

test('without a file, or with a key that is none, the command line is not understood', async () => {
  await expect(run()).rejects.toThrow(UsageError);
  await expect(run('--issuer-key', file('list.json'), file('by-key.json'))).rejects.toThrow(UsageError);
});
