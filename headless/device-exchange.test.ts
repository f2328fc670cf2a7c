import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { DeviceIdentity } from '../shared/domain/identity.ts';
import { deviceExport } from './device-export.ts';
import { deviceImport } from './device-import.ts';
import { deviceList } from './device-list.ts';
import { keyPathOf } from './enrolment.ts';
import { openKeyFile } from './key-file.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** The folder of a device in a network of its own, one person in one scope. */
async function network(number: number, role: 'steward' | 'guest' = 'steward'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-exchange-'));
  folders.push(folder);
  const uuid = (kind: number) => `${kind}${number}111111-1111-4111-8111-111111111111`;
  const identity: DeviceIdentity = {
    device: uuid(3),
    hub: uuid(4),
    publicKey: (await openKeyFile(keyPathOf(folder))).publicKey,
    sample: false,
    networkName: `Network ${number}`,
    profiles: [{ person: uuid(2), name: 'Ines', centre: 'Coast' }],
    scopes: [{ id: uuid(1), name: 'Doctrine' }],
    grants: [{ person: uuid(2), scope: uuid(1), roles: [role] }],
  };
  await writeFile(join(folder, 'identity.json'), JSON.stringify({ identity, hubAddress: 'http://127.0.0.1:9' }));
  return folder;
}

async function run(command: typeof deviceExport, ...args: string[]) {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await command.run(args, { line: (text) => lines.push(text), error: (text) => errors.push(text) });
  return { code, lines, errors };
}

const document = JSON.stringify({
  type: 'playbook',
  spec_version: 'cacao-2.0',
  id: 'playbook--00000000-0000-4000-8000-000000000001',
  name: 'Vehicle left at a crossing',
  workflow_start: 'start--1',
  workflow: { 'start--1': { type: 'start', on_completion: 'end--1' }, 'end--1': { type: 'end' } },
});

test('a library goes from one network into another one and back out the same; once is enough', async () => {
  const [there, here] = [await network(1), await network(2)];
  const file = join(there, 'crossing.json');
  await writeFile(file, document);
  await run(deviceImport, '--data', there, file);
  const library = join(there, 'library.zip');
  const written = await run(deviceExport, '--data', there, '--purpose', 'A copy for Network 2', library);
  expect([written.code, written.errors]).toEqual([0, []]);
  expect(written.lines).toContain('leaves  1  playbook  none');
  const taken = await run(deviceImport, '--data', here, library);
  expect([taken.code, taken.errors]).toEqual([0, []]);
  expect(taken.lines).toContain('imported: 4 records');
  expect((await run(deviceList, '--data', here)).lines).toHaveLength(1);
  expect((await run(deviceImport, '--data', here, library)).lines).toContain('imported: 0 records');
  const again = await run(deviceExport, '--data', there, library);
  expect([again.code, again.errors]).toEqual([1, [`${library}: is there already`]]);
});

test('a damaged file, and somebody who may not, are refused with words and nothing is imported', async () => {
  const [there, here] = [await network(1), await network(2, 'guest')];
  const file = join(there, 'crossing.json');
  await writeFile(file, document);
  await run(deviceImport, '--data', there, file);
  const library = join(there, 'library.zip');
  await run(deviceExport, '--data', there, library);
  const refused = await run(deviceImport, '--data', here, library);
  expect(refused.code).toBe(1);
  expect(refused.errors).toEqual([`refused: ${library}: 4 records stand in the way; nothing was imported`]);
  const cut = join(there, 'cut.zip');
  await writeFile(cut, (await readFile(library)).subarray(0, 900));
  const damaged = await run(deviceImport, '--data', here, cut);
  expect(damaged.errors).toEqual([`refused: ${cut}: this is no ZIP that can be read (cut-off); copy the file again`]);
  expect((await run(deviceList, '--data', here)).lines).toEqual([]);
});
