/** What every HubStore keeps of passkeys. */
import { expect, test } from 'vitest';
import type { Passkey } from '../../hub/passkeys/passkey-records.ts';
import { ana, ben, hex, type Tx, uuid } from './hub-store-world.ts';

export function describePasskeys(tx: Tx): void {
  const passkey = (id: string, changes: Partial<Passkey> = {}): Passkey => ({
    id,
    account: uuid(71),
    name: 'المفتاح الأزرق',
    publicKey: Uint8Array.of(1, 2, 3),
    counter: 0,
    maySync: true,
    isSynced: false,
    transports: ['usb', 'nfc'],
    addedAt: 1_000,
    usedAt: null,
    ...changes,
  });
  const withAccount = () =>
    tx((t) =>
      t.addAccount({
        id: uuid(71),
        person: ana,
        name: 'anneke',
        setUp: null,
        passphrase: null,
        authenticator: null,
        authenticatorOffered: null,
        authenticatorStep: 0,
        madeAt: 1_000,
      }),
    );

  test('keeps passkeys of an account, oldest first, with what changes when they are used', async () => {
    await withAccount();
    await tx((t) => t.addPasskey(passkey('later', { addedAt: 2_000 })));
    await tx((t) => t.addPasskey(passkey('first')));
    const used = passkey('first', { counter: 4_000_000_000, isSynced: true, usedAt: 9_000 });
    await tx((t) => t.savePasskey({ ...used, name: 'not this', maySync: false }));
    await tx(async (t) => {
      expect(await t.passkeysOf(uuid(71))).toEqual([used, passkey('later', { addedAt: 2_000 })]);
      expect(await t.passkeysOf(uuid(72))).toEqual([]);
      expect([await t.lockPasskey('first'), await t.lockPasskey('none')]).toEqual([used, null]);
    });
    await expect(tx((t) => t.addPasskey(passkey('first')))).rejects.toThrow();
    await tx((t) => t.removePasskey(used));
    expect(await tx((t) => t.lockPasskey('first'))).toBeNull();
  });

  test('uses a challenge up once, and forgets it when its time is over', async () => {
    const spend = (n: number, now: number, endsAt = 5_000) => tx((t) => t.spendChallenge(hex(n), { endsAt, now }));
    expect([await spend(1, 1_000), await spend(1, 2_000), await spend(2, 2_000, 8_000)]).toEqual([true, false, true]);
    expect([await spend(1, 5_001), await spend(2, 5_001)]).toEqual([true, false]);
  });

  test('knows which centres ask for passkeys', async () => {
    const needs = () => tx(async (t) => [await t.needsPasskey(ana), await t.needsPasskey(ben)]);
    expect(await needs()).toEqual([false, false]);
    for (let n = 0; n < 2; n += 1) await tx((t) => t.setPasskeyRule('Sorrel Coast', true));
    expect(await needs()).toEqual([true, false]);
    await tx((t) => t.setPasskeyRule('Sorrel Coast', false));
    expect(await needs()).toEqual([false, false]);
  });
}
