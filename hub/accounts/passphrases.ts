/** Passphrases are kept as Argon2id (RFC 9106), by OpenSSL in Node, in the usual text form with their cost. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Passphrases {
  hash(passphrase: string): Promise<string>;
  /** False for another passphrase, and for a kept text that is not one of ours. Takes as long with `kept` null. */
  matches(kept: string | null, passphrase: string): Promise<boolean>;
}

export interface PassphraseCost {
  readonly memoryMiB: number;
  readonly passes: number;
}

/** No kept hash below the floor is believed, and none above the ceiling computed: it would hang the hub. */
export const passphraseFloor: PassphraseCost = { memoryMiB: 128, passes: 3 };
const ceiling: PassphraseCost = { memoryMiB: 1_024, passes: 10 };
export const usualPassphraseCost: PassphraseCost = { memoryMiB: 256, passes: 3 };

const saltSize = 16;
const hashSize = 32;
const form = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** Throws for a cost below the floor. */
export function createPassphrases(cost: PassphraseCost): Passphrases {
  if (!isAllowed(cost)) throw new Error(`Passphrases cost at least ${passphraseFloor.memoryMiB} MiB and 3 passes.`);
  return {
    async hash(passphrase) {
      const salt = randomBytes(saltSize);
      const hash = await derive(passphrase, salt, cost);
      return `$argon2id$v=19$m=${cost.memoryMiB * 1024},t=${cost.passes},p=1$${bare(salt)}$${bare(hash)}`;
    },
    async matches(kept, passphrase) {
      const read = kept === null ? null : readKept(kept);
      const hash = await derive(passphrase, read?.salt ?? Buffer.alloc(saltSize), read?.cost ?? cost);
      return read !== null && timingSafeEqual(hash, read.hash);
    },
  };
}

function readKept(kept: string) {
  const [, memory, passes, salt, hash] = form.exec(kept) ?? [];
  if (salt === undefined || hash === undefined) return null;
  const cost = { memoryMiB: Number(memory) / 1024, passes: Number(passes) };
  return isAllowed(cost) ? { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') } : null;
}

function isAllowed({ memoryMiB, passes }: PassphraseCost): boolean {
  const enough = memoryMiB >= passphraseFloor.memoryMiB && passes >= passphraseFloor.passes;
  return enough && memoryMiB <= ceiling.memoryMiB && passes <= ceiling.passes;
}

function derive(passphrase: string, nonce: Buffer, { memoryMiB, passes }: PassphraseCost): Promise<Buffer> {
  // Two keyboards may write one letter in two ways: both mean the same.
  const message = passphrase.normalize('NFKC');
  const options = { message, nonce, parallelism: 1, tagLength: hashSize, memory: memoryMiB * 1024, passes };
  return new Promise((resolve, reject) => {
    argon2('argon2id', options, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
