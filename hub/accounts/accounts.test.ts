import { beforeEach, describe, expect, test } from 'vitest';
import { accountFor, goodPassphrase, quickAccountPorts } from '../../test/support/account-ports.ts';
import { createWorld, type World } from '../../test/support/scripted-device.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { beginSetUp, finishSetUp, resetAccount } from './decide-set-up.ts';
import { type SignInRequest, signIn } from './decide-sign-in.ts';
import { endOwnSession, readOwnSessions } from './own-sessions.ts';
import {
  accountOfSession,
  beginSession,
  freshMs,
  idleMs,
  type OpenSession,
  openSession,
  sessionLifeMs,
  signOut,
} from './session.ts';
import { authenticatorCode } from './totp.ts';

let world: World;
let ports: ReturnType<typeof quickAccountPorts> & World['ports'];
let code = '';
const address = '10.0.0.1';

beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
  ports = Object.assign(world.ports, quickAccountPorts());
  code = (await accountFor(world.store, ports, await world.person('Anneke Duarte', ['coordinator']), 'Anneke')).code;
});

const begin = (typed = code, from = address) =>
  world.store.transaction((tx) => beginSetUp(tx, ports, { code: typed, address: from }));
const finish = (says: { code?: string; passphrase?: string; digits: string }) =>
  world.store.transaction((tx) => finishSetUp(tx, ports, { code, passphrase: goodPassphrase, address, ...says }));

async function secretOf(): Promise<string> {
  const offer = await begin();
  return offer.ok ? offer.value.secret : '';
}

async function setUp(wait = 60_000) {
  const secret = await secretOf();
  const done = await finish({ digits: authenticatorCode(secret, ports.time) });
  if (!done.ok) throw new Error(done.failure.kind);
  ports.time += wait;
  return { secret, ...done.value };
}

const ask = (says: Partial<SignInRequest>, from = address) =>
  world.store.transaction((tx) =>
    signIn(tx, ports, { name: 'anneke', passphrase: goodPassphrase, code: '', ...says }, from),
  );
const kindOf = (result: { ok: boolean; failure?: { kind: string } }) => (result.ok ? 'ok' : result.failure?.kind);
const account = (token: string | null) => world.store.transaction((tx) => accountOfSession(tx, ports.clock, token));

describe('set-up', () => {
  test('shows one secret until it is proved, then keeps it sealed and tells ten recovery codes', async () => {
    const secret = await secretOf();
    expect(await secretOf()).toBe(secret);
    const done = await finish({ digits: authenticatorCode(secret, ports.time) });
    expect(done.ok && done.value.recoveryCodes).toHaveLength(10);
    const kept = await world.store.transaction((tx) => tx.lockAccountNamed('anneke'));
    expect(kept?.setUp).toBeNull();
    expect(JSON.stringify([kept, Buffer.from(kept?.authenticator ?? []).toString('latin1')])).not.toContain(secret);
    expect(kindOf(await begin())).toBe('set-up-refused');
  });

  test('a wrong code of the authenticator or a plain passphrase changes nothing, and the code still works', async () => {
    const secret = await secretOf();
    const right = authenticatorCode(secret, ports.time);
    expect(kindOf(await finish({ digits: '000000' }))).toBe('authenticator-code-wrong');
    expect(await finish({ digits: right, passphrase: 'Anneke Duarte Test' })).toMatchObject({
      failure: { kind: 'passphrase-weak', fault: 'too-plain' },
    });
    expect(kindOf(await finish({ digits: right }))).toBe('ok');
  });

  test('five wrong secrets use the code up, and it ends after three days', async () => {
    const wrong = code.slice(0, -1) + (code.endsWith('7') ? '8' : '7');
    for (let i = 0; i < 5; i += 1) expect(kindOf(await begin(wrong, `10.0.1.${i}`))).toBe('set-up-refused');
    expect(kindOf(await begin())).toBe('set-up-refused');
    const again = await world.store.transaction(async (tx) => {
      const kept = await tx.lockAccountNamed('anneke');
      return kept === null ? '' : resetAccount(tx, ports, kept);
    });
    expect(kindOf(await begin(again))).toBe('ok');
    ports.time += 72 * 3_600_000;
    expect(kindOf(await begin(again))).toBe('set-up-refused');
  });
});

describe('signing in', () => {
  test('takes name, passphrase and code together, and each alone is refused in the same words', async () => {
    const { secret } = await setUp();
    const right = authenticatorCode(secret, ports.time);
    const wrongs: Partial<SignInRequest>[] = [
      { code: right, passphrase: 'ferry lantern orbit sand' },
      { code: '123456' },
      { code: right, name: 'nobody' },
      { code: 'AAAA-AAAA-AAAA-AAAA' },
    ];
    for (const wrong of wrongs) {
      expect(await ask(wrong)).toEqual({ ok: false, failure: { kind: 'sign-in-refused' } });
      ports.time += 300_000;
    }
    expect(ports.tried).toHaveLength(4);
    const now = authenticatorCode(secret, ports.time);
    const signedIn = await ask({ name: ' ANNEKE ', code: `${now.slice(0, 3)} ${now.slice(3)}` });
    expect((await account(signedIn.ok ? signedIn.value : null))?.name).toBe('anneke');
  });

  test('a code of the authenticator counts once, and so does the one that set the account up', async () => {
    const { secret } = await setUp(0);
    expect(kindOf(await ask({ code: authenticatorCode(secret, ports.time) }))).toBe('sign-in-refused');
    ports.time += 60_000;
    const seen = authenticatorCode(secret, ports.time);
    expect(kindOf(await ask({ code: seen }))).toBe('ok');
    expect(kindOf(await ask({ code: seen }))).toBe('sign-in-refused');
  });

  test('a recovery code stands for the authenticator once; a wrong passphrase does not use it up', async () => {
    const { recoveryCodes } = await setUp();
    const [first = ''] = recoveryCodes;
    expect(kindOf(await ask({ code: first, passphrase: 'ferry lantern orbit sand' }))).toBe('sign-in-refused');
    ports.time += 10_000;
    expect(kindOf(await ask({ code: first.toLowerCase() }))).toBe('ok');
    expect(kindOf(await ask({ code: first }))).toBe('sign-in-refused');
    const id = (await world.store.transaction((tx) => tx.lockAccountNamed('anneke')))?.id ?? '';
    expect(await world.store.transaction((tx) => tx.recoveryCodesLeft(id))).toBe(9);
  });

  test('failures of a name double its wait from 1 s to 5 min, whether it exists or not; a try in it costs nothing', async () => {
    const { secret } = await setUp();
    for (const name of ['anneke', 'nobody']) {
      const waits: number[] = [];
      for (let i = 0; i < 11; i += 1) {
        // Each from its own address: the name alone is slowed down.
        expect(kindOf(await ask({ name, code: '000000' }, `10.1.${name.length}.${i}`))).toBe('sign-in-refused');
        const delayed = await ask({ name, code: '000000' }, '10.9.9.9');
        waits.push(!delayed.ok && delayed.failure.kind === 'sign-in-delayed' ? delayed.failure.waitMs : 0);
        ports.time += waits.at(-1) ?? 0;
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000));
    }
    expect(kindOf(await ask({ code: authenticatorCode(secret, ports.time) }))).toBe('ok');
    // What went well is a new beginning.
    expect(kindOf(await ask({ code: '000000' }, '10.2.0.1'))).toBe('sign-in-refused');
    const next = await ask({ code: '000000' }, '10.2.0.2');
    expect(next).toMatchObject({ failure: { kind: 'sign-in-delayed', waitMs: 1_000 } });
  });

  test('an address that guesses many names waits too, for set-up codes as well', async () => {
    await setUp();
    for (let i = 0; i < 6; i += 1) await ask({ name: `name ${i}`, code: '000000' });
    expect(kindOf(await ask({ name: 'another', code: '000000' }))).toBe('sign-in-delayed');
    expect(kindOf(await begin())).toBe('sign-in-delayed');
    expect(kindOf(await ask({ name: 'another', code: '000000' }, '10.0.0.2'))).toBe('sign-in-refused');
  });

  test('a sealed secret that was moved, or whose key is gone, lets nobody in', async () => {
    const { secret } = await setUp();
    await world.store.transaction(async (tx) => {
      const kept = await tx.lockAccountNamed('anneke');
      if (kept !== null)
        await tx.saveAccount({ ...kept, authenticator: ports.sealer.seal(new Uint8Array(20), 'else') });
    });
    expect(kindOf(await ask({ code: authenticatorCode(secret, ports.time) }))).toBe('sign-in-refused');
  });
});

describe('a session', () => {
  test('ends when nothing was asked for half an hour, after twelve hours, and when its owner signs out', async () => {
    const { token } = await setUp();
    for (let i = 0; i < 3; i += 1) {
      ports.time += idleMs - 60_001;
      expect(await account(token)).not.toBeNull();
    }
    ports.time += idleMs;
    expect(await account(token)).toBeNull();
    const begun = await setUpAgain();
    for (let passed = 0; passed < sessionLifeMs - 600_000; passed += 600_000) {
      ports.time += 600_000;
      expect(await account(begun.token)).not.toBeNull();
    }
    ports.time += 600_000;
    expect(await account(begun.token)).toBeNull();
    const third = await setUpAgain();
    await world.store.transaction((tx) => signOut(tx, third.token));
    expect(await account(third.token)).toBeNull();
  });

  test('[WI9] shows the sessions of its owner that have not ended, and ends any of them within ten minutes of a proof', async () => {
    const { token } = await setUp();
    const within = <T>(work: (tx: HubTransaction, asking: OpenSession) => Promise<T>, by = token) =>
      world.store.transaction(async (tx) => work(tx, (await openSession(tx, ports.clock, by)) as OpenSession));
    const shown = (by = token) => within((tx, asking) => readOwnSessions(tx, ports.clock, asking), by);
    const end = (id: string) => within(async (tx, asking) => kindOf(await endOwnSession(tx, ports.clock, asking, id)));
    const began = ports.time - 60_000;
    const other = await within((tx, asking) => beginSession(tx, ports, asking.account.id, 'passkey'));
    const { sessions, mayEnd } = await shown();
    expect([sessions.map(({ way, beganAt, isThis }) => [way, beganAt, isThis]), mayEnd]).toEqual([
      [
        ['passkey', began + 60_000, false],
        ['passphrase', began, true],
      ],
      true,
    ]);
    // Of nobody, or of somebody else: not found, and nothing ends.
    const ben = await world.person('Ben', ['coordinator']);
    const bens = await accountFor(world.store, ports, ben, 'ben');
    const strange = await world.store.transaction((tx) => beginSession(tx, ports, bens.account.id, 'passkey'));
    const [bensOwn] = (await shown(strange)).sessions;
    expect([await end('0'.repeat(64)), await end(bensOwn?.id ?? '')]).toEqual(['not-found', 'not-found']);
    expect(await account(strange)).not.toBeNull();
    expect(await end(sessions[0]?.id ?? '')).toBe('ok');
    expect(await account(other)).toBeNull();
    ports.time += freshMs;
    expect((await shown()).mayEnd).toBe(false);
    expect(await end(sessions[1]?.id ?? '')).toBe('proof-too-old');
    // One that has ended by itself is not shown, though the store may still hold it.
    await within((tx, asking) => beginSession(tx, ports, asking.account.id, 'passkey'));
    for (let passed = 0; passed < idleMs; passed += 600_000) {
      ports.time += 600_000;
      await account(token);
    }
    expect((await shown()).sessions).toHaveLength(1);
  });

  test('ends when its account is reset; the store knows no token', async () => {
    const { token } = await setUp();
    expect(await account('f'.repeat(64))).toBeNull();
    expect(await account('x')).toBeNull();
    await setUpAgain();
    expect(await account(token)).toBeNull();
  });
});

async function setUpAgain() {
  code = await world.store.transaction(async (tx) => {
    const kept = await tx.lockAccountNamed('anneke');
    return kept === null ? '' : resetAccount(tx, ports, kept);
  });
  return setUp();
}
