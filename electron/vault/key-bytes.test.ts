import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { fakeKeychain } from '../../test/support/fake-keychain.ts';
import { drawShares, joinShares } from './custodian-shares.ts';
import { keyFor, sealUnder } from './file-seal.ts';
import { drawKey, takeKey } from './key-bytes.ts';
import { drawQuick, openQuick } from './quick-unlock.ts';
import { openSlots, recoverySlot } from './slots.ts';
import { openVaultKeys } from './vault-keys.ts';

type Make = () => Uint8Array | null | Promise<Uint8Array | null>;

/**
 * Whether bytes lie within the engine's heap: only then does asking for their buffer give them memory of their own. A collection in
 * between lets go other memory and hides that; it hides nothing twenty times in a row, and nothing makes memory that is not asked for.
 */
async function liesInHeap(make: Make): Promise<boolean> {
  for (let round = 0; round < 20; round += 1) {
    const bytes = await make();
    const before = process.memoryUsage().arrayBuffers;
    void bytes?.buffer;
    if (process.memoryUsage().arrayBuffers > before) return true;
  }
  return false;
}

test('what tells whether bytes lie in the heap tells it, also when the engine collects in between', async () => {
  expect(await liesInHeap(() => new Uint8Array(32))).toBe(true);
  expect(await liesInHeap(() => new Uint8Array(randomBytes(32)))).toBe(true);
  expect(await liesInHeap(() => new Uint8Array(new ArrayBuffer(32)))).toBe(false);
  const usage = vi.spyOn(process, 'memoryUsage');
  const at = (arrayBuffers: number) => usage.mockReturnValueOnce({ ...process.memoryUsage(), arrayBuffers });
  at(1_000);
  at(500);
  expect(await liesInHeap(() => new Uint8Array(32))).toBe(true);
  usage.mockRestore();
});

const noStretch = () => Promise.reject(new Error('Nothing here is a passphrase'));
const vaultId = new Uint8Array(16);
const seal = sealUnder(drawKey(32));

async function quickSecrets() {
  const keychain = fakeKeychain();
  const drawn = await drawQuick(keychain, 0);
  if (drawn === null) throw new Error('The keychain does not seal');
  const slot = { kind: 'keychain' as const, salt: vaultId, nonce: vaultId, wrapped: vaultId, ...drawn.told };
  return { drawn: drawn.secret, opened: await openQuick(slot, keychain) };
}

async function vaultKeyOfSlot() {
  const key = drawKey(20);
  const slot = recoverySlot({ id: vaultId, vaultKey: drawKey(32), stretch: noStretch }, key);
  return openSlots({ id: vaultId, slots: [slot] }, { kind: 'recovery', key }, noStretch);
}

async function sharedSecrets() {
  const { secret, shares } = await drawShares(vaultId);
  return { drawn: secret, joined: await joinShares(shares.slice(0, 2)) };
}

test.each<[string, Make]>([
  ['a key that is drawn', () => drawKey(32)],
  ['the secret of custodians when it is drawn', async () => (await sharedSecrets()).drawn],
  ['the secret of custodians when two come together', async () => (await sharedSecrets()).joined],
  ['the secret of the keychain when it is drawn', async () => (await quickSecrets()).drawn],
  ['the secret of the keychain when it opens', async () => (await quickSecrets()).opened],
  ["the vault's key that a slot gives", vaultKeyOfSlot],
  ['a key for one purpose', () => keyFor(drawKey(32), 'proof')],
  ['the keys of an open vault', () => openVaultKeys(drawKey(32)).store],
  ['what a seal opens', () => seal.open(seal.seal(drawKey(32), 'here'), 'here')],
])('%s lies outside the heap of the engine, which moves short arrays and overwrites nothing', async (_what, make) => {
  const key = await make();
  expect(key?.some((byte) => byte !== 0)).toBe(true);
  expect(await liesInHeap(make)).toBe(false);
});

test('what a key is taken over from is overwritten', () => {
  const given = new Uint8Array(32).fill(7);
  expect(takeKey(given)).toEqual(new Uint8Array(32).fill(7));
  expect(given).toEqual(new Uint8Array(32));
});
