/** Every host that enrols a device hands on how long the hub makes the next code wait. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createIdentityKeeper } from '../../electron/identity.ts';
import { plainFiles } from '../../electron/vault/file-seal.ts';
import { enrolDevice } from '../../headless/enrolment.ts';
import { failureText } from '../../headless/failure-text.ts';

const asked = { address: 'http://127.0.0.1:1', code: '0000-0000', deviceName: 'Laptop' };
const answer = async () => Response.json({ kind: 'enrol-delayed', waitMs: 3_200, retry: 'later' }, { status: 429 });
const delayed = { ok: false, failure: { kind: 'enrol-delayed', waitMs: 3_200 } };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-enrol-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('the desktop', async () => {
  const [keychain, sampleHub] = [null, null];
  const keeper = createIdentityKeeper({ folder, keychain, files: plainFiles, fetch: answer, trust() {}, sampleHub });
  expect(await keeper.enrol({ ...asked, hubAddress: asked.address })).toEqual(delayed);
  expect(await keeper.get()).toBeNull();
});

test('a headless device, which says it in seconds', async () => {
  const refused = await enrolDevice(folder, asked, { fetch: answer });
  expect(refused).toEqual(delayed);
  expect(refused.ok ? '' : failureText(refused.failure)).toContain('looks at the next one in 4 s; nothing was changed');
});
