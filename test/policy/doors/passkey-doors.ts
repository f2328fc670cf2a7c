/** The doors of passkeys: before signing in, and about one's own. */
import { expect } from 'vitest';
import { freshMs, idleMs } from '../../../hub/accounts/session.ts';
import { challengeLifeMs } from '../../../hub/passkeys/challenges.ts';
import { softwarePasskey } from '../../support/software-passkey.ts';
import type { Door } from './door.ts';
import { type Doors, openAccount, ownAlone, page, reset, signedOut } from './doors-world.ts';

/** A door about one's own ways in: the session opens it, and that alone only shortly after it began. */
function ownWays(path: string, body: object | null, good: { readonly status: number; readonly kind?: string }) {
  const door = `${body === null ? 'GET' : 'POST'} ${page}${path}`;
  const open = async (doors: Doors) => {
    const account = await openAccount(doors);
    const knock = (cookie?: string) =>
      doors.knock(door, {
        ...(body === null ? {} : { body }),
        headers: cookie === undefined ? {} : { cookie },
      });
    return { account, knock };
  };
  const rows: Door = {
    async 'no token'(doors) {
      const { knock } = await open(doors);
      expect(await knock()).toMatchObject(signedOut);
      expect(await knock(`waypost-session=${'0'.repeat(64)}`)).toMatchObject(signedOut);
    },
    async expired(doors) {
      const { knock, account } = await open(doors);
      expect(await knock(account.cookie)).toMatchObject(good);
      doors.ports.time += freshMs;
      // What only shows is shown for as long as the session goes on.
      expect(await knock(account.cookie)).toMatchObject(body === null ? good : { status: 403, kind: 'proof-too-old' });
      doors.ports.time += idleMs;
      expect(await knock(account.cookie)).toMatchObject(signedOut);
    },
    async "another's"(doors) {
      const { knock, account } = await open(doors);
      expect(await knock(`${account.cookie}; waypost-session=${'1'.repeat(64)}`)).toMatchObject(signedOut);
    },
    async revoked(doors) {
      const { knock, account } = await open(doors);
      await reset(doors, account.name);
      expect(await knock(account.cookie)).toMatchObject(signedOut);
    },
    'another scope': ownAlone,
    async replayed(doors) {
      const { knock, account } = await open(doors);
      await doors.knock(`POST ${page}/sign-out`, { body: {}, headers: { cookie: account.cookie } });
      expect(await knock(account.cookie)).toMatchObject(signedOut);
    },
    'wrong role': 'ways in are of whoever has them, whatever roles they hold',
  };
  return { [door]: rows };
}

/** Adds a passkey in a session that just began; what it answers begins another one. */
async function addedKey(doors: Doors, cookie: string, id?: string) {
  const key = softwarePasskey(id === undefined ? {} : { id });
  const offer = await doors.knock(`POST ${page}/passkeys/add/begin`, { body: {}, headers: { cookie } });
  const response = key.create({ challenge: JSON.parse(offer.text).options.challenge });
  const body = { name: 'Blue key', response };
  const done = await doors.knock(`POST ${page}/passkeys/add`, { body, headers: { cookie } });
  expect(done.status).toBe(200);
  return { key, cookie: done.cookie };
}
const challengeFor = async (doors: Doors) =>
  JSON.parse((await doors.knock(`POST ${page}/passkeys/begin`, { body: {} })).text).options.challenge as string;
const showKey = (doors: Doors, response: object) =>
  doors.knock(`POST ${page}/passkeys/sign-in`, { body: { response } });
const keyRefused = { status: 403, kind: 'passkey-refused' };

const passkeySignIn: Door = {
  async 'no token'(doors) {
    await addedKey(doors, (await openAccount(doors)).cookie);
    // The right name of a key, signed by another one.
    const response = softwarePasskey().get({ challenge: await challengeFor(doors) });
    expect(await showKey(doors, response)).toMatchObject(keyRefused);
  },
  async expired(doors) {
    const { key } = await addedKey(doors, (await openAccount(doors)).cookie);
    const challenge = await challengeFor(doors);
    doors.ports.time += challengeLifeMs;
    expect(await showKey(doors, key.get({ challenge }))).toMatchObject(keyRefused);
  },
  async "another's"(doors) {
    const { key } = await addedKey(doors, (await openAccount(doors)).cookie);
    const challenge = await challengeFor(doors);
    expect(await showKey(doors, key.get({ challenge, userHandle: 'd2Vu' }))).toMatchObject(keyRefused);
    const elsewhere = key.get({ challenge: await challengeFor(doors), origin: 'https://hub.evil' });
    expect(await showKey(doors, elsewhere)).toMatchObject(keyRefused);
  },
  async revoked(doors) {
    const account = await openAccount(doors);
    const first = await addedKey(doors, account.cookie);
    const second = await addedKey(doors, first.cookie, 'another');
    const removed = { body: { id: first.key.id }, headers: { cookie: second.cookie } };
    expect((await doors.knock(`POST ${page}/passkeys/remove`, removed)).status).toBe(200);
    expect(await showKey(doors, first.key.get({ challenge: await challengeFor(doors) }))).toMatchObject(keyRefused);
    await reset(doors, account.name);
    expect(await showKey(doors, second.key.get({ challenge: await challengeFor(doors) }))).toMatchObject(keyRefused);
  },
  'another scope': 'a session opens what its person may do, asked at each door behind it',
  async replayed(doors) {
    const { key } = await addedKey(doors, (await openAccount(doors)).cookie);
    const response = key.get({ challenge: await challengeFor(doors) });
    const shown = await showKey(doors, response);
    expect((await doors.knock(`GET ${page}/me`, { headers: { cookie: shown.cookie } })).status).toBe(200);
    expect(await showKey(doors, response)).toMatchObject(keyRefused);
  },
  'wrong role': 'who has no role signs in and is refused at each door behind it',
};

const anybodys = 'tells what the page shows to who is not signed in, and a challenge that opens nothing by itself';
const beforeSigningIn: Door = {
  'no token': anybodys,
  expired: anybodys,
  "another's": anybodys,
  revoked: anybodys,
  'another scope': anybodys,
  replayed: anybodys,
  'wrong role': anybodys,
};
const unmade = softwarePasskey().create({ challenge: 'bm9uZQ' });

export const passkeyDoors: Readonly<Record<string, Door>> = {
  [`GET ${page}/ways-in`]: beforeSigningIn,
  [`POST ${page}/passkeys/begin`]: beforeSigningIn,
  [`POST ${page}/passkeys/sign-in`]: passkeySignIn,
  ...ownWays('/passkeys', null, { status: 200 }),
  ...ownWays('/passkeys/add/begin', {}, { status: 200 }),
  ...ownWays('/passkeys/add', { name: 'Blue key', response: unmade }, keyRefused),
  ...ownWays('/sessions', null, { status: 200 }),
  ...ownWays('/sessions/end', { id: '0'.repeat(64) }, { status: 404, kind: 'not-found' }),
  ...ownWays('/passkeys/remove', { id: 'bm9uZQ' }, { status: 404, kind: 'not-found' }),
};
