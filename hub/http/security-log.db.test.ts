import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accountFor, goodPassphrase, quickAccountPorts } from '../../test/support/account-ports.ts';
import { quietHub } from '../../test/support/hub-config.ts';
import { createWorld } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { authenticatorCode } from '../accounts/totp.ts';
import { createDatabase } from '../db/database.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { createHubServer } from './server.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder = '';
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'waypost-log-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test('what is logged of a sign-in and of a refusal, and what never is', async () => {
  const pool = database.pool();
  const store = createPostgresHubStore(createDatabase(pool));
  const world = await createWorld(store);
  const ports = Object.assign(world.ports, quickAccountPorts());
  const logFile = join(folder, 'hub.log');
  const app = await createHubServer({
    config: { ...quietHub, logLevel: 'info', logFile },
    store,
    pool,
    ports,
    tls: null,
  });
  const ask = (url: string, payload: object | undefined, headers = {}) =>
    app.inject({
      method: payload === undefined ? 'GET' : 'POST',
      url,
      headers: { host: '127.0.0.1', origin: 'http://127.0.0.1', ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
  const person = await world.person('Anneke', ['coordinator']);
  const { code } = await accountFor(store, ports, person, 'anneke');
  const offer = (await ask('/coordinator/api/set-up/begin', { code })).json();
  const digits = authenticatorCode(offer.secret, ports.time);
  const done = await ask('/coordinator/api/set-up/finish', { code, passphrase: goodPassphrase, digits });
  const cookie = String(done.headers['set-cookie']).split(';')[0] as string;
  const wrong = { name: 'anneke', passphrase: 'walnut cobalt ferry sand', code: '000000' };
  await ask('/coordinator/api/sign-in', wrong);
  await ask('/coordinator/api/sign-in', wrong);
  await ask('/coordinator/api/me?token=abc%0a{"level":60}', undefined, { cookie: 'waypost-session=1' });
  await world.store.transaction((tx) => tx.setRoles(person, world.scope, []));
  await ask('/coordinator/api/me', undefined, { cookie });
  await ask('/coordinator/api/sign-out', {}, { origin: 'http://evil.example' });
  await app.close();
  const text = await expect
    .poll(async () => readFile(logFile, 'utf8'))
    .toContain('origin-refused')
    .then(() => readFile(logFile, 'utf8'));
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.flatMap((line) => line.refused ?? [])).toEqual([
    'sign-in-refused',
    'sign-in-delayed',
    'signed-out',
    'not-permitted',
    'origin-refused',
  ]);
  // Who it was: by the account, whose name is not there.
  const account = { account: expect.stringMatching(/^[0-9a-f-]{36}$/) };
  expect(lines.filter(({ msg }) => msg === 'a session began')).toMatchObject([account]);
  const whose = lines.filter((line) => line.account !== undefined).map((line) => line.refused ?? line.msg);
  expect(whose).toEqual(['a session began', 'request completed', 'not-permitted', 'request completed']);
  const began = lines.find(({ req }) => req?.path === '/coordinator/api/sign-in');
  expect(began).toMatchObject({ reqId: expect.any(String), time: expect.any(Number), req: { address: '127.0.0.1' } });
  for (const secret of [
    goodPassphrase,
    wrong.passphrase,
    code,
    offer.secret,
    digits,
    cookie,
    'abc',
    'Anneke',
    'anneke',
  ]) {
    expect(text).not.toContain(secret);
  }
});
