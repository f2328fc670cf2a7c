/** A hub with a server, two scopes that hold something, and people on either side of every line: for the doors' tests. */

import type { Pool } from 'pg';
import { resetAccount } from '../../../hub/accounts/decide-set-up.ts';
import { authenticatorCode } from '../../../hub/accounts/totp.ts';
import { createDatabase } from '../../../hub/db/database.ts';
import { createHubServer } from '../../../hub/http/server.ts';
import { makeSigningKey } from '../../../hub/http/signing-key.ts';
import { giveFirstKey } from '../../../hub/network/hub-key.ts';
import type { Provider } from '../../../hub/provider/provider.ts';
import { createPostgresHubStore } from '../../../hub/sync/store.ts';
import { ok } from '../../../shared/base/result.ts';
import { fileType } from '../../../shared/coordinator/failure.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import { accountFor, goodPassphrase, quickAccountPorts } from '../../support/account-ports.ts';
import { quietHub } from '../../support/hub-config.ts';
import { countingPorts, createWorld, creationOf } from '../../support/scripted-device.ts';
import { emptyDatabase } from '../../support/test-database.ts';

export const origin = 'http://127.0.0.1';
/** Small ones, so that a small world has packs. */
const packSizes = { least: 4, stored: 100_000, packed: 100_000, perAnswer: 8 };

export type Doors = Awaited<ReturnType<typeof openDoors>>;

export interface Knock {
  readonly status: number;
  readonly kind: string | undefined;
  readonly text: string;
  readonly cookie: string;
}

/** Opens a hub on a database of which nothing is left that was there before. */
export async function openDoors(pool: Pool) {
  await emptyDatabase(pool);
  const store = createPostgresHubStore(createDatabase(pool));
  const ports = Object.assign(countingPorts(), quickAccountPorts(), { packSizes });
  const world = await createWorld(store, ports);
  await store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  const app = await createHubServer({
    config,
    store,
    pool,
    ports,
    tls: null,
    provider: providerOfDoors,
  });
  const knock = async (
    door: string,
    { body, headers }: { body?: object | Uint8Array; headers?: Headers } = {},
  ): Promise<Knock> => {
    const [method, url] = door.split(' ') as ['GET' | 'POST', string];
    const bytes = body instanceof Uint8Array;
    const ofBytes = url.startsWith(page) ? fileType : 'application/waypost-frames';
    const type = bytes ? ofBytes : 'application/json';
    const said = body === undefined ? {} : { 'content-type': type, origin };
    const answer = await app.inject({
      method,
      url,
      headers: { host: '127.0.0.1', ...said, ...headers },
      ...(body === undefined ? {} : { payload: bytes ? Buffer.from(body) : body }),
    });
    const isJson = /^application\/json(;|$)/.test(String(answer.headers['content-type']));
    const cookie = String(answer.headers['set-cookie'] ?? '').split(';')[0] as string;
    return { status: answer.statusCode, kind: isJson ? answer.json().kind : undefined, text: answer.body, cookie };
  };
  const doors = {
    app,
    world,
    ports,
    knock,
    /** Whoever holds roles in the scope that is not the world's first. */
    async elsewhere(name: string, roles: readonly Role[]) {
      const person = await world.person(name, []);
      await world.store.transaction((tx) => tx.setRoles(person, world.otherScope, roles));
      return person;
    },
    /** An account that is set up, its session, and what signs in again. */
    async account(person: string, name: string) {
      const { code } = await accountFor(world.store, ports, person, name);
      const offer = JSON.parse((await knock(`POST ${page}/set-up/begin`, { body: { code } })).text);
      const digits = () => authenticatorCode(offer.secret, ports.time);
      const done = await knock(`POST ${page}/set-up/finish`, {
        body: { code, passphrase: goodPassphrase, digits: digits() },
      });
      return { cookie: done.cookie, name, passphrase: goodPassphrase, digits, setUpCode: code };
    },
    close: () => app.close(),
  };
  return doors;
}

export const page = '/coordinator/api';

/** A provider that knows whoever comes back by what stands in their code: what the real one answers is tested in hub/provider. */
export const providerOfDoors: Provider = {
  name: 'Staff',
  issuer: 'https://id.example',
  begin: async () =>
    ok({ address: 'https://id.example/authorize', attempt: { state: 's', nonce: 'n', verifier: 'v' } }),
  finish: async (back) =>
    ok({ issuer: 'https://id.example', subject: back.searchParams.get('code') ?? '', email: null }),
  signOutAddress: async () => null,
};
type Headers = Readonly<Record<string, string>>;

/** A device that asks: what it shows, and what it looks with. */
export async function lettersOf(doors: Doors): Promise<{ readonly userCode: string; readonly deviceCode: string }> {
  return JSON.parse((await doors.knock('POST /enrol/ask', { body: { protocol: 1, deviceName: 'Kiosk' } })).text);
}

/** What who has no session is told at every door behind it. */
export const signedOut = { status: 401, kind: 'signed-out' };
/** A coordinator with an account that is set up. */
export const openAccount = async (doors: Doors) =>
  doors.account(await doors.world.person('Anneke', ['coordinator']), 'anneke');
export const ownAlone = 'an account is of one person, whatever scopes they look after';

/** Takes away all by which an account signs in. */
export const reset = (doors: Doors, name: string) =>
  doors.world.store.transaction(async (tx) => {
    const account = await tx.lockAccountNamed(name);
    if (account === null) throw new Error(name);
    return resetAccount(tx, doors.ports, account);
  });

/** Work in the first scope: a device of a trainer that wrote it, a chunk of an attachment, and a guest's change that is held. */
export async function fill({ world, ports }: Doors) {
  const writer = await world.device([await world.person('Ana Petrov', ['trainer'])]);
  const batches = Array.from({ length: 4 }, () => creationOf(ports, { scope: world.scope, value: 'Clear and cordon' }));
  await writer.sync({ batches });
  const later = await world.person('Ben Osei', ['trainer']);
  const guest = await world.device([later]);
  await guest.sync();
  await world.store.transaction((tx) => tx.setRoles(later, world.scope, ['guest']));
  const held = creationOf(ports, { scope: world.scope, value: 'A held title' });
  await guest.sync({ batches: [held] });
  return { writer, guest, held: held.map(({ id }) => id) };
}

const config = { ...quietHub, sample: true };
