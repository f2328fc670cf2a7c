/** The vault: what opens it, what changes its ways in, and when it locks. */
import { z } from 'zod';
import { bytes, diskFailure, never, nothing } from './shapes.ts';

/** Why no secret will open the vault as it is, or not each that should. */
const vaultTrouble = z.enum(['vault-damaged', 'vault-weakened', 'vault-too-new', 'slot-damaged']);

const passphraseFailure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passphrase-too-short') }),
  z.object({ kind: z.literal('passphrase-too-long') }),
  z.object({ kind: z.literal('passphrase-too-plain') }),
]);

const unlockFailure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vault-damaged') }),
  z.object({ kind: z.literal('vault-weakened') }),
  z.object({ kind: z.literal('vault-too-new') }),
  /** Somebody changed its slots who cannot open them. */
  z.object({ kind: z.literal('vault-altered') }),
  /** With the milliseconds until the next attempt is looked at. */
  z.object({ kind: z.literal('passphrase-wrong'), waitMs: z.number() }),
  z.object({ kind: z.literal('recovery-key-wrong'), waitMs: z.number() }),
  z.object({ kind: z.literal('shares-wrong'), waitMs: z.number() }),
  /** Of a damaged file nothing opened by this: another way in may. */
  z.object({ kind: z.literal('slot-damaged'), waitMs: z.number() }),
  z.object({ kind: z.literal('unlock-too-soon'), waitMs: z.number() }),
  /** No recovery key and no share at all: the checksum does not fit. It counts as no attempt. */
  z.object({ kind: z.literal('recovery-key-mistyped') }),
  z.object({ kind: z.literal('share-mistyped') }),
  z.object({ kind: z.literal('share-of-other-vault') }),
  z.object({ kind: z.literal('share-older') }),
  z.object({ kind: z.literal('share-twice') }),
  z.object({ kind: z.literal('quick-unlock-off') }),
  z.object({ kind: z.literal('quick-unlock-expired') }),
  /** There, and the system's keychain does not open it. */
  z.object({ kind: z.literal('quick-unlock-unreadable') }),
  ...diskFailure.options,
]);

const typed = z.string().max(1_000);
/** A way in, and what was typed for it. */
const typedKey = z.discriminatedUnion('way', [
  z.object({ way: z.literal('passphrase'), typed }),
  z.object({ way: z.literal('recovery'), typed }),
  z.object({ way: z.literal('custodians'), typed, second: typed }),
]);
const vaultWay = z.enum(['passphrase', 'recovery', 'custodians', 'keychain', 'newer']);

export const vaultChannels = {
  'vault:status': {
    input: nothing,
    output: z.object({
      /** `impossible` where the host has no vault: in a browser. */
      state: z.enum(['impossible', 'none', 'locked', 'open']),
      waitMs: z.number(),
      trouble: vaultTrouble.nullable(),
      /** The kinds of its slots, `newer` for what a newer edition wrote. */
      ways: z.array(vaultWay),
      /** By which people tell vaults apart; null when there is none that can be read. */
      name: z.string().nullable(),
      /** What can be said of quick unlock by the system's keychain, and until when it holds. */
      quick: z.enum(['impossible', 'off', 'ready', 'expired', 'unreadable']),
      quickUntil: z.number().nullable(),
      /** The names of who keeps shares, in the order of their numbers; none while it is locked. */
      custodians: z.array(z.string()),
      /** Minutes without a touch after which an open vault locks. */
      idleMinutes: z.number(),
    }),
    failure: never,
  },
  /** Makes a vault and gives its recovery key, which is to be typed back; nothing is written yet. */
  'vault:prepare': {
    input: z.object({ passphrase: z.string().max(1_000) }),
    output: z.object({ recoveryKey: z.string() }),
    failure: passphraseFailure,
  },
  /** Writes the prepared vault, seals what is there, and loads the page anew. */
  'vault:finish': {
    input: z.object({ recoveryKey: z.string().max(1_000) }),
    output: nothing,
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('recovery-key-mistyped') }),
      z.object({ kind: z.literal('vault-not-prepared') }),
      ...diskFailure.options,
    ]),
  },
  'vault:unlock': {
    input: z.discriminatedUnion('way', [...typedKey.options, z.object({ way: z.literal('keychain') })]),
    output: nothing,
    failure: unlockFailure,
  },
  'vault:change-passphrase': {
    input: z.object({ key: typedKey, next: typed }),
    output: nothing,
    failure: z.discriminatedUnion('kind', [...unlockFailure.options, ...passphraseFailure.options]),
  },
  /** Draws another recovery key, or shares for three people; nothing is in force until one of the codes was typed back. */
  'vault:draft': {
    input: z.object({
      key: typedKey,
      paper: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('recovery') }),
        z.object({ kind: z.literal('custodians'), names: z.array(z.string().max(100)).length(3) }),
      ]),
    }),
    output: z.object({ codes: z.array(z.string()) }),
    failure: unlockFailure,
  },
  'vault:confirm': {
    input: z.object({ typed }),
    output: nothing,
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('change-not-prepared') }),
      ...unlockFailure.options,
    ]),
  },
  'vault:remove': {
    input: z.object({ key: typedKey, kind: z.enum(['recovery', 'custodians', 'keychain']) }),
    output: nothing,
    failure: z.discriminatedUnion('kind', [z.object({ kind: z.literal('way-in-needed') }), ...unlockFailure.options]),
  },
  /** Lets the system's keychain open the vault for some days, or for some days more. */
  'vault:quick': {
    input: z.object({ key: typedKey }),
    output: nothing,
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('quick-unlock-impossible') }),
      ...unlockFailure.options,
    ]),
  },
  'vault:idle': {
    input: z.object({ minutes: z.number().int().min(1).max(15) }),
    output: nothing,
    failure: diskFailure,
  },
  /** Locks, and loads the page anew. Nothing happens where there is no open vault. */
  'vault:lock': { input: nothing, output: nothing, failure: never },
  /** For the engine's worker: the keys of the database and of the search; null without a vault. */
  'vault:keys': {
    input: nothing,
    output: z.object({ keys: z.object({ store: bytes, index: bytes }).nullable() }),
    failure: never,
  },
} as const;
