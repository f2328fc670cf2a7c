import type { Clock, Random } from '../../shared/base/ports.ts';
import type { Edition } from '../../shared/domain/edition.ts';

/** What the decisions ask the outside world for; the simulator gives a virtual clock, seeded bytes and its own check. */
export interface ExchangePorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Whether an Ed25519 signature is good; false for malformed keys and signatures. */
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** Signs with a secret key of the hub: Ed25519, 64 bytes. */
  readonly sign: (secret: Uint8Array, message: Uint8Array) => Uint8Array;
  /** What this hub knows of record types; today's edition unless a test says otherwise. */
  readonly edition?: Edition;
  /** How large packs are ([PK1]); the usual sizes unless said, small ones where a small world shall have many. */
  readonly packSizes?: PackSizes;
  /** Milliseconds without a word after which a device is retired ([DV4]); 180 days unless said. */
  readonly retireAfter?: number | undefined;
  /** Days that what is marked may be read without a word from the hub (device-certificate.ts); the usual ones unless said. */
  readonly leaseDays?: number | undefined;
  /** How many have to sign roles that one coordinator proposes ([GV2]); one unless said. */
  readonly grantSignatures?: number | undefined;
  /** Whether laptops are told the names of scopes that they do not share, so that access to them can be asked for ([AR5]). */
  readonly tellsScopes?: boolean | undefined;
}

export interface PackSizes {
  /** Operations below which nothing is cut or offered. */
  readonly least: number;
  /** Bytes of a full pack's operations as they are stored. */
  readonly stored: number;
  /** Bytes of a pack, about. */
  readonly packed: number;
  /** Packs that are cut for one answer, about. */
  readonly perAnswer: number;
}
