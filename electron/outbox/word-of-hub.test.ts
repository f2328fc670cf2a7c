import { expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { signEd25519 } from '../../shared/protocol/ed25519.ts';
import { endorsementBytes } from '../../shared/protocol/hub-key.ts';
import { goldenRevocation, hubKeyOf, hubSecret, revocationBytes } from '../../test/support/golden-trust.ts';
import { uuidNumbered } from '../../test/support/network.ts';
import { isWordOfHub } from './word-of-hub.ts';

const { hub, device } = goldenRevocation;
const known = { hub, device, hubKeys: [hubKeyOf(1)] };
const endorsement = toHex(signEd25519(hubSecret(1), endorsementBytes(hub, hubKeyOf(2).publicKey)));
const followed = [hubKeyOf(1), { ...hubKeyOf(2), endorsement }];
const asks = (over: Parameters<typeof revocationBytes>[0] = {}, key = 1) =>
  toHex(revocationBytes({ wipe: true, ...over }, key));

test.each([
  ['its own, by the pinned key', asks(), [hubKeyOf(1)], true],
  ['its own, by the pinned key, whatever keys the page says', asks(), [], true],
  ['its own, by a key that follows', asks({}, 2), followed, true],
  ['by a key that nobody endorsed', asks({}, 2), [hubKeyOf(1), hubKeyOf(2)], false],
  ['by a key of the page alone', asks({}, 2), [hubKeyOf(2)], false],
  ['of another device', asks({ device: uuidNumbered(0xdd, 2) }), [hubKeyOf(1)], false],
  ['of one certificate', asks({ serial: 'ab'.repeat(16) }), [hubKeyOf(1)], false],
  ['that asks for no wipe', toHex(revocationBytes()), [hubKeyOf(1)], false],
  ['that is no statement', 'abcd', [hubKeyOf(1)], false],
])('[WP4] a revocation %s', async (_, statement, hubKeys, isWord) => {
  expect(await isWordOfHub(known, { statement, hubKeys })).toBe(isWord);
});

test('[WP4] without a proof, or on a laptop that is enrolled nowhere, it is nobody’s word', async () => {
  expect(await isWordOfHub(known, undefined)).toBe(false);
  expect(await isWordOfHub(null, { statement: asks(), hubKeys: [hubKeyOf(1)] })).toBe(false);
});
