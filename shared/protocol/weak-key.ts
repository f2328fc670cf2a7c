/** Keys of Ed25519 under which anybody can sign: the cryptography of hosts takes some of them, ours takes none. */
import { toHex } from '../base/bytes.ts';

/** The y of the eight points of small order, in 32 bytes, little end first. */
const smallOrder: ReadonlySet<string> = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

/** Whether a public key is a point of small order, or written in a second way (its y is the field's prime or more). */
export function isWeakKey(publicKey: Uint8Array): boolean {
  const y = Uint8Array.from(publicKey);
  // The highest bit is the sign of x.
  y[31] = (y[31] as number) & 0x7f;
  const isAbovePrime = (y[0] as number) >= 0xed && y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff);
  return isAbovePrime || smallOrder.has(toHex(y));
}
