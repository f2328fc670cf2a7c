/** The doors of the coordinator's page, before and after signing in. */
import { expect } from 'vitest';
import { idleMs, sessionLifeMs } from '../../../hub/accounts/session.ts';
import { codeLifeMs, createCode } from '../../../hub/enrol/code.ts';
import { proposalLifeMs } from '../../../hub/grants/decide-grants.ts';
import { addLink } from '../../../hub/provider/decide-links.ts';
import { toHex } from '../../../shared/base/bytes.ts';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { accountFor, goodPassphrase } from '../../support/account-ports.ts';
import { exchangedByHand } from '../../support/by-hand.ts';
import { countingPorts, creationOf } from '../../support/scripted-device.ts';
import { batchRecord, sealedFor, sealedOutbox } from '../../support/sealed-outbox.ts';
import type { Door } from './door.ts';
import {
  type Doors,
  fill,
  lettersOf,
  openAccount,
  ownAlone,
  page,
  providerOfDoors,
  reset,
  signedOut,
} from './doors-world.ts';
import { passkeyDoors } from './passkey-doors.ts';
import { providerDoors } from './provider-doors.ts';

type Filled = Awaited<ReturnType<typeof fill>>;

const byHand = await exchangedByHand(0);

/** A proposal of roles in the first scope that somebody there may sign. */
async function proposed({ world, ports }: Doors, { by, person }: { readonly by: string; readonly person: string }) {
  const [id, proposedAt] = [uuidv7(ports.clock, ports.random), ports.clock.now()];
  const times = { proposedBy: by, proposedAt, endsAt: proposedAt + proposalLifeMs };
  const asked = { id, scope: world.scope, person, roles: ['reviewer'] as const, needed: 1, ...times, settled: null };
  await world.store.transaction((tx) => tx.addProposal(asked));
  return id;
}

const notPermitted = { status: 403, kind: 'not-permitted' };

/** A door behind the session. `ask` is a good body, of things in the world's first scope; null is a GET. */
function session(
  path: string,
  ask:
    | null
    | ((filled: Filled & Record<'selector' | 'scope' | 'wen' | 'link' | 'letters' | 'proposal', string>) => object),
  elsewhere: { readonly status: number; readonly kind?: string },
): Record<string, Door> {
  const door = `${ask === null ? 'GET' : 'POST'} ${page}${path}`;
  const open = async (doors: Doors, at: 'here' | 'elsewhere' = 'here') => {
    const filled = await fill(doors);
    const { world, ports } = doors;
    const anneke =
      at === 'here' ? await world.person('Anneke', ['coordinator']) : await doors.elsewhere('Anneke', ['coordinator']);
    const [guest] = filled.guest.identity.profiles;
    const code = await world.store.transaction((tx) => createCode(tx, ports, [guest?.person as string]));
    const wen = await world.person('Wen', ['steward']);
    const [asker] = filled.writer.identity.profiles;
    const { issuer } = providerOfDoors;
    const link = await world.store.transaction(async (tx) => {
      await addLink(tx, ports, { person: wen, issuer, subject: 'wen', email: null, by: asker?.person as string });
      return (await tx.allLinks())[0]?.id as string;
    });
    const proposal = await proposed(doors, { by: wen, person: asker?.person as string });
    const letters = (await lettersOf(doors)).userCode;
    const asked = { ...filled, selector: code.slice(0, 4), scope: world.scope, wen, link, letters, proposal };
    const body = ask?.(asked);
    const account = await doors.account(anneke, 'anneke');
    const knock = (cookie?: string) =>
      doors.knock(door, { ...(body === undefined ? {} : { body }), headers: cookie === undefined ? {} : { cookie } });
    return { ...filled, anneke, account, knock, code };
  };
  const rows: Door = {
    async 'no token'(doors) {
      const { knock } = await open(doors);
      expect(await knock()).toMatchObject(signedOut);
      expect(await knock(`waypost-session=${'0'.repeat(64)}`)).toMatchObject(signedOut);
    },
    async expired(doors) {
      const { knock, account } = await open(doors);
      doors.ports.time += idleMs;
      expect(await knock(account.cookie)).toMatchObject(signedOut);
      const again = await doors.knock(`POST ${page}/sign-in`, {
        body: { name: account.name, passphrase: account.passphrase, code: account.digits() },
      });
      for (let gone = 0; gone < sessionLifeMs; gone += idleMs / 2) {
        doors.ports.time += idleMs / 2;
        await doors.knock(`GET ${page}/me`, { headers: { cookie: again.cookie } });
      }
      expect(await knock(again.cookie)).toMatchObject(signedOut);
    },
    async "another's"(doors) {
      const { knock, account } = await open(doors);
      // Of two cookies of our name somebody else planted one.
      expect(await knock(`${account.cookie}; waypost-session=${'1'.repeat(64)}`)).toMatchObject(signedOut);
    },
    async revoked(doors) {
      const { knock, account } = await open(doors);
      await reset(doors, account.name);
      expect(await knock(account.cookie)).toMatchObject(signedOut);
    },
    async 'another scope'(doors) {
      const { knock, account, writer, held } = await open(doors, 'elsewhere');
      const answer = await knock(account.cookie);
      expect(answer).toMatchObject(elsewhere);
      for (const secret of [doors.world.scope, writer.identity.device, ...held])
        expect(answer.text).not.toContain(secret);
    },
    async replayed(doors) {
      const { knock, account } = await open(doors);
      await doors.knock(`POST ${page}/sign-out`, { body: {}, headers: { cookie: account.cookie } });
      expect(await knock(account.cookie)).toMatchObject(signedOut);
    },
    async 'wrong role'(doors) {
      const { knock, account, anneke } = await open(doors);
      const trainer = await doors.account(await doors.world.person('Tomasz', ['trainer']), 'tomasz');
      expect(await knock(trainer.cookie)).toMatchObject(notPermitted);
      expect((await knock(account.cookie)).status).toBe(200);
      await doors.world.store.transaction((tx) => tx.setRoles(anneke, doors.world.scope, ['guest']));
      expect(await knock(account.cookie)).toMatchObject(notPermitted);
    },
  };
  return { [door]: rows };
}

const signsNobody = 'signs nobody in: it ends the session that comes with it, and says the same when there is none';
const opensNothing: Door = {
  'no token': signsNobody,
  expired: signsNobody,
  "another's": signsNobody,
  revoked: signsNobody,
  'another scope': signsNobody,
  replayed: signsNobody,
  'wrong role': signsNobody,
};

const refused = { status: 403, kind: 'sign-in-refused' };
const signIn: Door = {
  async 'no token'(doors) {
    const anneke = await doors.account(await doors.world.person('Anneke', ['coordinator']), 'anneke');
    doors.ports.time += 60_000;
    const body = { name: 'anneke', passphrase: 'not the passphrase', code: anneke.digits() };
    expect(await doors.knock(`POST ${page}/sign-in`, { body })).toMatchObject(refused);
  },
  async expired(doors) {
    const anneke = await doors.account(await doors.world.person('Anneke', ['coordinator']), 'anneke');
    const code = anneke.digits();
    doors.ports.time += 90_000;
    const body = { name: 'anneke', passphrase: goodPassphrase, code };
    expect(await doors.knock(`POST ${page}/sign-in`, { body })).toMatchObject(refused);
  },
  async "another's"(doors) {
    await doors.account(await doors.world.person('Anneke', ['coordinator']), 'anneke');
    const wen = await doors.account(await doors.world.person('Wen', ['steward']), 'wen');
    doors.ports.time += 60_000;
    const body = { name: 'anneke', passphrase: goodPassphrase, code: wen.digits() };
    expect(await doors.knock(`POST ${page}/sign-in`, { body })).toMatchObject(refused);
  },
  async revoked(doors) {
    const anneke = await doors.account(await doors.world.person('Anneke', ['coordinator']), 'anneke');
    await reset(doors, 'anneke');
    doors.ports.time += 60_000;
    const body = { name: 'anneke', passphrase: goodPassphrase, code: anneke.digits() };
    expect(await doors.knock(`POST ${page}/sign-in`, { body })).toMatchObject(refused);
  },
  'another scope': 'a session opens what its person may do, asked at each door behind it',
  async replayed(doors) {
    const anneke = await doors.account(await doors.world.person('Anneke', ['coordinator']), 'anneke');
    doors.ports.time += 60_000;
    const body = { name: 'anneke', passphrase: goodPassphrase, code: anneke.digits() };
    expect((await doors.knock(`POST ${page}/sign-in`, { body })).status).toBe(200);
    expect(await doors.knock(`POST ${page}/sign-in`, { body })).toMatchObject(refused);
  },
  'wrong role': 'who has no role signs in and is refused at each door behind it',
};

/** Another passphrase: the session alone does not change it, and neither does the proof alone. */
const passphraseDoor = `POST ${page}/passphrase`;
const openPassphrase = async (doors: Doors) => {
  const account = await openAccount(doors);
  doors.ports.time += 60_000;
  const knock = (cookie?: string, proof: object = {}) =>
    doors.knock(passphraseDoor, {
      body: { passphrase: goodPassphrase, code: account.digits(), next: 'walnut ferry cobalt meadow', ...proof },
      headers: cookie === undefined ? {} : { cookie },
    });
  return { account, knock };
};
const passphrase: Door = {
  async 'no token'(doors) {
    const { knock } = await openPassphrase(doors);
    expect(await knock()).toMatchObject(signedOut);
    expect(await knock(`waypost-session=${'0'.repeat(64)}`)).toMatchObject(signedOut);
  },
  async expired(doors) {
    const { knock, account } = await openPassphrase(doors);
    doors.ports.time += idleMs;
    expect(await knock(account.cookie)).toMatchObject(signedOut);
  },
  async "another's"(doors) {
    const { knock, account } = await openPassphrase(doors);
    const wen = await doors.account(await doors.world.person('Wen', ['steward']), 'wen');
    doors.ports.time += 60_000;
    // Of two cookies of our name somebody else planted one; and another's authenticator is not one's own.
    expect(await knock(`${account.cookie}; waypost-session=${'1'.repeat(64)}`)).toMatchObject(signedOut);
    expect(await knock(account.cookie, { code: wen.digits() })).toMatchObject(refused);
  },
  async revoked(doors) {
    const { knock, account } = await openPassphrase(doors);
    await reset(doors, account.name);
    expect(await knock(account.cookie)).toMatchObject(signedOut);
  },
  'another scope': ownAlone,
  async replayed(doors) {
    const { knock, account } = await openPassphrase(doors);
    expect((await knock(account.cookie)).status).toBe(200);
    expect(await knock(account.cookie)).toMatchObject(signedOut);
  },
  'wrong role': 'a passphrase is of whoever has it, whatever roles they hold',
};

const setUpRefused = { status: 403, kind: 'set-up-refused' };
/** Both steps of setting an account up: the code opens them, and nothing else does. */
function setUp(path: string, more: object): Record<string, Door> {
  const door = `POST ${page}${path}`;
  const open = async (doors: Doors) => {
    const person = await doors.world.person('Anneke', ['coordinator']);
    const { code } = await accountFor(doors.world.store, doors.ports, person, 'anneke');
    return { code, knock: (shown: string) => doors.knock(door, { body: { code: shown, ...more } }) };
  };
  return {
    [door]: {
      async 'no token'(doors) {
        const { code, knock } = await open(doors);
        expect(await knock(`${code.slice(0, 5)}0000-0000-0000-0000`)).toMatchObject(setUpRefused);
      },
      async expired(doors) {
        const { code, knock } = await open(doors);
        doors.ports.time += codeLifeMs;
        expect(await knock(code)).toMatchObject(setUpRefused);
      },
      async "another's"(doors) {
        const { code, knock } = await open(doors);
        const wen = await doors.world.person('Wen', ['steward']);
        const other = await accountFor(doors.world.store, doors.ports, wen, 'wen');
        // The name of one account's code with the secret of the other's.
        expect(await knock(code.slice(0, 4) + other.code.slice(4))).toMatchObject(setUpRefused);
      },
      async revoked(doors) {
        const { code, knock } = await open(doors);
        await reset(doors, 'anneke');
        expect(await knock(code)).toMatchObject(setUpRefused);
      },
      'another scope': 'a code is of one account and tells of nobody else',
      async replayed(doors) {
        const { knock } = await open(doors);
        const wen = await doors.account(await doors.world.person('Wen', ['steward']), 'wen');
        expect(await knock(wen.setUpCode)).toMatchObject(setUpRefused);
      },
      'wrong role': 'who may have an account was decided on the machine of the hub',
    },
  };
}

export const pageDoors: Readonly<Record<string, Door>> = {
  ...session('/me', null, { status: 200 }),
  ...session('/overview', null, { status: 200 }),
  ...session('/held', null, { status: 200 }),
  ...session('/held/decide', ({ held }) => ({ operations: held, verdict: 'discarded', note: 'x' }), {
    status: 409,
    kind: 'held-changed',
  }),
  ...session('/log', null, { status: 200 }),
  ...session('/log/file', null, { status: 200 }),
  ...session('/people', null, { status: 200 }),
  ...session('/codes', null, { status: 200 }),
  ...session(
    '/codes/create',
    ({ scope }) => ({
      persons: [],
      newPersons: [{ name: 'Nia', centre: 'Perrin Lakes' }],
      grants: [{ scope, roles: ['guest'] }],
    }),
    { status: 403, kind: 'not-yours-to-give' },
  ),
  ...session(
    '/requests/answer',
    ({ scope }) => ({
      request: toHex(byHand.request),
      address: 'http://127.0.0.1',
      persons: [],
      newPersons: [{ name: 'Nia', centre: 'Perrin Lakes' }],
      grants: [{ scope, roles: ['guest'] }],
    }),
    { status: 403, kind: 'not-yours-to-give' },
  ),
  ...session(
    '/outbox/take',
    ({ writer }) => {
      // Later than all that the world drew, so that its ids are nobody's.
      const ports = countingPorts();
      ports.time += 86_400_000;
      const saved = creationOf(ports, { scope: writer.identity.grants[0]?.scope as string });
      return sealedOutbox(sealedFor(writer.identity), [batchRecord(writer, saved)]);
    },
    { status: 200 },
  ),
  ...session('/asks/find', ({ letters }) => ({ userCode: letters }), { status: 200 }),
  ...session('/asks/refuse', ({ letters }) => ({ userCode: letters }), { status: 200 }),
  ...session(
    '/asks/answer',
    ({ letters, scope }) => ({
      userCode: letters,
      persons: [],
      newPersons: [{ name: 'Nia', centre: 'Perrin Lakes' }],
      grants: [{ scope, roles: ['guest'] }],
    }),
    { status: 403, kind: 'not-yours-to-give' },
  ),
  ...session('/members', null, { status: 200 }),
  ...session('/members/propose', ({ scope, wen }) => ({ person: wen, scope, roles: ['director'] }), {
    status: 403,
    kind: 'not-yours-to-give',
  }),
  ...session('/members/sign', ({ proposal }) => ({ id: proposal }), { status: 404, kind: 'not-found' }),
  ...session('/members/withdraw', ({ proposal }) => ({ id: proposal }), { status: 404, kind: 'not-found' }),
  ...session('/members/take', ({ scope, wen }) => ({ person: wen, scope, role: 'steward' }), {
    status: 404,
    kind: 'not-found',
  }),
  ...session('/links', null, { status: 200 }),
  ...session('/links/ask', ({ wen }) => ({ person: wen, subject: 'another' }), {
    status: 403,
    kind: 'not-yours-to-give',
  }),
  ...session('/links/confirm', ({ link }) => ({ id: link }), { status: 403, kind: 'not-yours-to-give' }),
  ...session('/links/remove', ({ link }) => ({ id: link }), { status: 404, kind: 'not-found' }),
  ...session('/codes/withdraw', ({ selector }) => ({ selector }), { status: 404, kind: 'not-found' }),
  ...session('/devices/revoke', ({ writer }) => ({ device: writer.identity.device }), {
    status: 404,
    kind: 'not-found',
  }),
  [`POST ${page}/sign-in`]: signIn,
  [`POST ${page}/sign-out`]: opensNothing,
  [passphraseDoor]: passphrase,
  ...passkeyDoors,
  ...providerDoors,
  ...setUp('/set-up/begin', {}),
  ...setUp('/set-up/finish', { passphrase: goodPassphrase, digits: '000000' }),
};
