/** What every HubStore keeps of accounts, decisions and the network at a glance. */
import { expect, test } from 'vitest';
import type { Account } from '../../hub/accounts/account-records.ts';
import type { Decision } from '../../hub/coordinator/coordinator-records.ts';
import { ana, ben, here, hex, kept, laptop, type Tx, there, uuid } from './hub-store-world.ts';

export function describeAccounts(tx: Tx): void {
  const account: Account = {
    id: uuid(71),
    person: ana,
    name: 'anneke',
    setUp: { selector: 'ABCD', secretHash: hex(1) + hex(2), endsAt: 9_000, triesLeft: 5 },
    passphrase: null,
    authenticator: null,
    authenticatorOffered: Uint8Array.of(1, 2),
    authenticatorStep: 0,
    madeAt: 1_000,
  };

  test('finds an account by its name and by its set-up code, and keeps what changes', async () => {
    await tx((t) => t.addAccount(account));
    expect(await tx((t) => t.lockAccountNamed('anneke'))).toEqual(account);
    expect(await tx((t) => t.lockAccountOfSetUp('ABCD'))).toEqual(account);
    const ready = {
      ...account,
      setUp: null,
      passphrase: '$argon2id$',
      authenticator: Uint8Array.of(3),
      authenticatorOffered: null,
      authenticatorStep: 59_999_999,
    };
    await tx((t) => t.saveAccount(ready));
    expect(await tx((t) => t.account(account.id))).toEqual(ready);
    expect(await tx((t) => t.lockAccountOfSetUp('ABCD'))).toBeNull();
    expect(await tx((t) => t.lockAccountNamed('Anneke'))).toBeNull();
    expect(await tx((t) => t.account(uuid(72)))).toBeNull();
  });

  test('has one account for a name and for a person', async () => {
    await tx((t) => t.addAccount(account));
    const second = { ...account, id: uuid(72), setUp: null };
    await expect(tx((t) => t.addAccount({ ...second, person: ben }))).rejects.toThrow();
    await expect(tx((t) => t.addAccount({ ...second, name: 'wen' }))).rejects.toThrow();
    await tx((t) => t.addAccount({ ...second, name: 'wen', person: ben }));
  });

  test('uses a recovery code up once, and forgets the old ones with a new set', async () => {
    await tx((t) => t.addAccount(account));
    await tx((t) => t.setRecoveryCodes(account.id, [hex(1), hex(2)]));
    const use = (hash: string) => tx((t) => t.spendRecoveryCode(account.id, hash, 5_000));
    expect([await use(hex(1)), await use(hex(1)), await use(hex(3))]).toEqual([true, false, false]);
    expect(await tx((t) => t.recoveryCodesLeft(account.id))).toBe(1);
    await tx((t) => t.setRecoveryCodes(account.id, [hex(4)]));
    expect([await use(hex(2)), await use(hex(4))]).toEqual([false, true]);
    expect(await tx((t) => t.recoveryCodesLeft(account.id))).toBe(0);
  });

  test('keeps sessions until they end, one by one, all of an account, or by age', async () => {
    await tx((t) => t.addAccount(account));
    const session = (n: number, beganAt: number) =>
      ({ hash: hex(n), account: account.id, way: 'passkey', beganAt, lastSeen: beganAt }) as const;
    const left = async () => (await Promise.all([1, 2, 3].map((n) => tx((t) => t.session(hex(n)))))).map(Boolean);
    await tx(async (t) => {
      for (const n of [1, 2, 3]) await t.addSession(session(n, n * 1_000));
    });
    await tx((t) => t.touchSession(hex(1), 7_000));
    expect(await tx((t) => t.session(hex(1)))).toEqual({ ...session(1, 1_000), lastSeen: 7_000 });
    expect(await tx((t) => t.sessionsOf(account.id))).toEqual([
      session(3, 3_000),
      session(2, 2_000),
      { ...session(1, 1_000), lastSeen: 7_000 },
    ]);
    expect(await tx((t) => t.sessionsOf(uuid(79)))).toEqual([]);
    await tx((t) => t.endSession(hex(2)));
    expect(await left()).toEqual([true, false, true]);
    await tx((t) => t.forgetBefore({ session: 2_000, failures: 0 }));
    expect(await left()).toEqual([false, false, true]);
    await tx((t) => t.addSession(session(2, 5_000)));
    await tx((t) => t.endSessionsOf(account.id, hex(2)));
    expect(await left()).toEqual([false, true, false]);
    await tx((t) => t.endSessionsOf(account.id));
    expect(await left()).toEqual([false, false, false]);
  });

  test('counts failures by subject until they are cleared or old', async () => {
    const failures = (subject: string, count: number, lastAt: number) => ({ subject, count, lastAt });
    await tx(async (t) => {
      await t.saveSignInFailures(failures('name a', 1, 1_000));
      await t.saveSignInFailures(failures('name a', 2, 2_000));
      await t.saveSignInFailures(failures('address b', 5, 1_000));
    });
    const both = () => tx((t) => t.signInFailures(['name a', 'address b', 'name c']));
    expect(await both()).toEqual([failures('address b', 5, 1_000), failures('name a', 2, 2_000)]);
    await tx((t) => t.forgetBefore({ session: 0, failures: 1_500 }));
    expect(await both()).toEqual([failures('name a', 2, 2_000)]);
    await tx((t) => t.clearSignInFailures(['name a']));
    expect(await both()).toEqual([]);
  });
}

export function describeCoordinator(tx: Tx): void {
  const held = (n: number) => kept(n, { kind: 'quarantined', owner: 'steward', reason: 'role-may-not' });
  const decision = (n: number, changes: Partial<Decision> = {}): Decision => ({
    operation: kept(n).operation,
    device: laptop,
    reason: 'role-may-not',
    verdict: 'returned',
    note: 'اسألوا المركز',
    noteLanguage: 'ar',
    by: ben,
    at: 10_000 + n,
    toldAt: null,
    ...changes,
  });

  test('lists devices, people, cursors and open codes', async () => {
    await tx((t) => t.saveCursors(laptop, [{ scope: here, seq: 3 }]));
    const code = { persons: [ana], secretHash: hex(7) + hex(8), expiresAt: 99_000, triesLeft: 5, usedBy: null };
    await tx(async (t) => {
      await t.addCode({ ...code, selector: 'AAAA', madeBy: null, madeAt: 1_000 });
      await t.addCode({ ...code, selector: 'BBBB', madeBy: ben, madeAt: 2_000 });
      await t.addCode({ ...code, selector: 'CCCC', madeBy: null, madeAt: 3_000, triesLeft: 0 });
      await t.addCode({ ...code, selector: 'DDDD', madeBy: null, madeAt: 3_000, usedBy: laptop });
      await t.addCode({ ...code, selector: 'EEEE', madeBy: null, madeAt: 3_000, expiresAt: 50_000 });
    });
    await tx(async (t) => {
      expect((await t.allDevices()).map(({ id, name }) => [id, name])).toEqual([[laptop, 'Laptop 1']]);
      expect((await t.allDevices())[0]).toEqual(await t.device(laptop));
      expect((await t.allPersons()).map(({ person }) => person)).toEqual([ana, ben]);
      expect(await t.cursors()).toEqual([{ device: laptop, scope: here, seq: 3 }]);
      expect(await t.cursorsOf(laptop)).toEqual([{ scope: here, seq: 3 }]);
      expect(await t.cursorsOf(here)).toEqual([]);
      expect((await t.openCodes(50_000)).map(({ selector, madeBy }) => [selector, madeBy])).toEqual([
        ['BBBB', ben],
        ['AAAA', null],
      ]);
    });
  });

  test('knows when the hub received what stands at a place', async () => {
    const place = (seq: number) => ({ ...kept(seq).operation, seq });
    const entries = [1, 2].map((seq) => ({ seq, chain: hex(seq), digest: hex(seq), operation: place(seq) }));
    await tx(async (t) => {
      await t.lockScopes([here]);
      await t.append(here, entries);
    });
    const asked = [2, 3].map((seq) => ({ scope: here, seq }));
    expect(await tx((t) => t.receivedAt([...asked, { scope: there, seq: 1 }]))).toEqual([
      { scope: here, seq: 2, at: kept(2).operation.received },
    ]);
    expect(await tx((t) => t.receivedAt([]))).toEqual([]);
  });

  test('lists what is held, oldest first, apart from what was refused', async () => {
    await tx((t) => t.keep([held(2), held(1), kept(3)]));
    await tx(async (t) => {
      expect(await t.heldIn([here], 10)).toEqual([held(1), held(2)]);
      expect(await t.heldIn([here], 1)).toEqual([held(1)]);
      expect(await t.heldIn([there], 10)).toEqual([]);
      expect(await t.heldIn([], 10)).toEqual([]);
      expect(await t.heldCounts()).toEqual([{ scope: here, device: laptop, count: 2 }]);
      expect(await t.lockKept([hex(3), hex(2), hex(9)])).toEqual([held(2), kept(3)]);
    });
  });

  test('keeps who decided what, once for each operation, and whether its device was told', async () => {
    const accepted = { verdict: 'accepted', note: '', noteLanguage: null } as const;
    await tx((t) => t.saveDecisions([decision(1), decision(2, accepted), decision(3)]));
    await expect(tx((t) => t.saveDecisions([decision(1)]))).rejects.toThrow();
    await tx(async (t) => {
      expect(await t.decisionsIn([here], 2)).toEqual([decision(3), decision(2, accepted)]);
      expect(await t.decisionsIn([there], 9)).toEqual([]);
      expect(await t.decisionsToTell(laptop, null)).toEqual([decision(1), decision(3)]);
      expect(await t.decisionsToTell(ana, null)).toEqual([]);
      expect(await t.decisionsAbout([hex(3), hex(2), hex(9)])).toEqual([decision(2, accepted), decision(3)]);
      await t.markTold([hex(1)], 20_000);
    });
    expect(await tx((t) => t.decisionsToTell(laptop, null))).toEqual([decision(3)]);
    expect(await tx((t) => t.decisionsToTell(laptop, 20_000))).toEqual([decision(1, { toldAt: 20_000 }), decision(3)]);
    expect(await tx((t) => t.decisionsToTell(laptop, 20_001))).toEqual([decision(3)]);
    await tx((t) => t.markTold([hex(1)], null));
    expect(await tx((t) => t.decisionsToTell(laptop, null))).toEqual([decision(1), decision(3)]);
  });
}
