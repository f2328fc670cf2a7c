import { fromHex } from '../../shared/base/bytes.ts';

/** Hexadecimal as `pg` wants bytes. */
export function toBuffer(hex: string): Buffer {
  return Buffer.from(fromHex(hex));
}
