/**
 * The one contract between the renderer and whatever hosts it. Electron's main process implements it over IPC, the
 * browser edition in the page; both sides check inputs and outputs against these schemas. Invariants: the renderer never
 * names a path or an address except through a dialog or enrolment; bytes are frames that the host need not understand.
 */
import { z } from 'zod';
import { identitySchema } from '../domain/identity.ts';
import { certificateChannels } from './certificate-channel.ts';
import { roomChannels } from './room-channels.ts';
import { bytes, diskFailure, never, nothing } from './shapes.ts';
import { wipeChannels } from './wipe-channels.ts';

const transportFailure = z.discriminatedUnion('kind', [
  // What came of an answer that was cut off: whole packs in it count.
  z.object({ kind: z.literal('hub-unreachable'), arrived: bytes.optional() }),
  z.object({ kind: z.literal('hub-timeout'), arrived: bytes.optional() }),
  // The hub's certificate was refused before anything was sent (certificate-failure.ts).
  z.object({ kind: z.literal('certificate-out-of-date'), today: z.string() }),
  z.object({ kind: z.literal('certificate-other-name') }),
  z.object({ kind: z.literal('certificate-other-key') }),
  z.object({ kind: z.literal('certificate-unknown') }),
  z.object({
    kind: z.literal('device-refused'),
    reason: z.string(),
    /** The hub's signed word for it, for the engine to prove. */
    revocation: z.string().max(2_000).optional(),
  }),
  z.object({ kind: z.literal('hub-failed'), status: z.number() }),
  z.object({ kind: z.literal('not-enrolled') }),
]);

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

const profileName = z.string().max(60);
const profileNameFailure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('profile-name-missing') }),
  z.object({ kind: z.literal('profile-name-taken') }),
  /** Listed, and not opened. */
  z.object({ kind: z.literal('profile-unreadable'), reason: z.string() }),
  ...diskFailure.options,
]);

const pickedFile = z.object({ name: z.string(), bytes });

export const ipcContract = {
  'app:about': {
    input: nothing,
    output: z.object({
      version: z.string(),
      host: z.enum(['electron', 'browser']),
      platform: z.string(),
      /** BCP 47 tags the system prefers, first first. */
      languages: z.array(z.string()),
      /** A label for a second laptop on one machine, or an empty text. */
      label: z.string(),
    }),
    failure: never,
  },
  'identity:get': {
    input: nothing,
    output: identitySchema.nullable(),
    failure: z.discriminatedUnion('kind', [
      /** Who this is stands in the vault too. */
      z.object({ kind: z.literal('vault-locked') }),
      /** Several people use this installation, and nobody said yet who it is. */
      z.object({ kind: z.literal('profile-needed') }),
    ]),
  },
  /** Enrols with a one-time code. Makes the key pair; the private half stays with the host. */
  'identity:enrol': {
    input: z.object({ hubAddress: z.string().max(300), code: z.string().max(200), deviceName: z.string().max(120) }),
    output: identitySchema,
    failure: z.discriminatedUnion('kind', [
      ...transportFailure.options,
      z.object({ kind: z.literal('code-refused') }),
      /** The hub looks at the next code after so many milliseconds. */
      z.object({ kind: z.literal('enrol-delayed'), waitMs: z.number() }),
      /** Neither https nor this machine. */
      z.object({ kind: z.literal('hub-address-invalid') }),
      z.object({ kind: z.literal('already-enrolled') }),
      /** This laptop has no vault yet: what a real network gives it would lie open on its disk. */
      z.object({ kind: z.literal('vault-needed') }),
      /** Hub and device speak different protocol versions. */
      z.object({ kind: z.literal('version-mismatch'), ours: z.number(), theirs: z.number() }),
      ...diskFailure.options,
    ]),
  },
  /**
   * Makes this laptop's request to join without a network under this name, in the place of any that waits for its answer. Without a
   * name it is the one that waits, or null.
   */
  'identity:request': {
    input: z.object({ deviceName: z.string().max(120) }),
    output: z.object({ request: bytes.nullable() }),
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('already-enrolled') }),
      z.object({ kind: z.literal('vault-needed') }),
      z.object({ kind: z.literal('enrolment-request-damaged') }),
      ...diskFailure.options,
    ]),
  },
  /** Joins by the hub's answer to that request (enrolment-answer.ts). */
  'identity:join': {
    input: z.object({ answer: bytes }),
    output: identitySchema,
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('already-enrolled') }),
      z.object({ kind: z.literal('vault-needed') }),
      z.object({ kind: z.literal('enrolment-answer-unreadable') }),
      z.object({ kind: z.literal('enrolment-answer-other-laptop') }),
      z.object({ kind: z.literal('enrolment-answer-altered') }),
      z.object({ kind: z.literal('enrolment-answer-expired'), until: z.number(), today: z.number() }),
      z.object({ kind: z.literal('enrolment-answer-early'), today: z.number(), madeAt: z.number() }),
      z.object({ kind: z.literal('enrolment-request-damaged') }),
      z.object({ kind: z.literal('hub-address-invalid') }),
      ...diskFailure.options,
    ]),
  },
  'identity:sign': {
    input: z.object({ bytes }),
    output: z.object({ signature: bytes }),
    failure: z.object({ kind: z.literal('not-enrolled') }),
  },
  ...certificateChannels,
  'journal:append': {
    input: z.object({ frames: bytes }),
    output: z.object({ position: z.number() }),
    failure: diskFailure,
  },
  /** At most `limit` bytes from `from`; `next` is null at the end. */
  'journal:read': {
    input: z.object({ from: z.number().int().min(0), limit: z.number().int().min(1).max(16_777_216) }),
    output: z.object({ bytes, next: z.number().nullable() }),
    failure: diskFailure,
  },
  'journal:position': { input: nothing, output: z.object({ position: z.number() }), failure: diskFailure },
  /** Whole frames over whole frames of the same length. */
  'journal:overwrite': {
    input: z.object({
      parts: z.array(z.object({ position: z.number().int().min(0), frames: bytes })).max(100_000),
    }),
    output: nothing,
    failure: diskFailure,
  },
  'hub:exchange': {
    input: z.object({ request: bytes }),
    output: z.object({ answer: bytes }),
    failure: transportFailure,
  },
  /** Listens at the hub for word that something moved, or ends that ([BG7]); what is heard comes as host events. */
  'hub:listen': { input: z.object({ on: z.boolean() }), output: nothing, failure: never },
  ...roomChannels,
  /**
   * Lets a person pick files or a folder; an empty list when they changed their mind. Files over `largest` bytes come
   * empty, or over 64 MiB when nothing is said.
   */
  'files:pick': {
    input: z.object({
      kind: z.enum(['files', 'folder']),
      extensions: z.array(z.string().max(20)),
      largest: z
        .number()
        .int()
        .max(512 * 1024 * 1024)
        .optional(),
    }),
    output: z.object({ files: z.array(pickedFile) }),
    failure: z.object({ kind: z.literal('file-unreadable'), name: z.string() }),
  },
  'files:save': {
    input: z.object({ suggestedName: z.string().max(200), bytes }),
    output: z.object({ saved: z.boolean() }),
    failure: diskFailure,
  },
  /** Prints the current page to a PDF that the person names; `numbered` with the number of each sheet in the margin. */
  'print:pdf': {
    input: z.object({ suggestedName: z.string().max(200), landscape: z.boolean(), numbered: z.boolean() }),
    output: z.object({ saved: z.boolean() }),
    failure: diskFailure,
  },
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
  /** Who there is to choose from; once one is chosen, that one alone. Null stands for a name that nobody gave. */
  'profiles:list': {
    input: nothing,
    output: z.object({ profiles: z.array(z.object({ id: z.string(), name: z.string().nullable() })) }),
    failure: never,
  },
  /** Opens the page of a listed profile, where none is chosen. */
  'profiles:choose': {
    input: z.object({ id: z.string().regex(/^(first|[0-9a-f]{32})$/) }),
    output: nothing,
    /** It stays as it is. */
    failure: z.object({ kind: z.literal('profile-unreadable'), reason: z.string() }),
  },
  /** Lists a new profile and opens its page, where none is chosen. */
  'profiles:add': { input: z.object({ name: profileName }), output: nothing, failure: profileNameFailure },
  /** Another name for the profile of this page. */
  'profiles:rename': { input: z.object({ name: profileName }), output: nothing, failure: profileNameFailure },
  /** Locks the profile of this page and takes it off this laptop with everything it kept; the page where one chooses, or the only profile that is left, follows. */
  'profiles:remove': {
    input: nothing,
    output: nothing,
    /** The second: a wipe left a sealed file here that nobody said the hub has. */
    failure: z.discriminatedUnion('kind', [...diskFailure.options, z.object({ kind: z.literal('outbox-left') })]),
  },
  /** Locks, and loads the page where one chooses. */
  'profiles:leave': { input: nothing, output: nothing, failure: never },
  ...wipeChannels,
  /** Backs this profile up into a file that the person names; it counts when it was read back. */
  'backup:save': {
    input: nothing,
    output: z.object({ saved: z.boolean(), bytes: z.number() }),
    failure: z.discriminatedUnion('kind', [
      /** What is not sealed is not carried around. */
      z.object({ kind: z.literal('vault-needed') }),
      z.object({ kind: z.literal('backup-not-whole') }),
      ...diskFailure.options,
    ]),
  },
  /** When it was backed up last, in milliseconds since 1970; null when never. */
  'backup:last': { input: nothing, output: z.object({ at: z.number().nullable() }), failure: never },
  /** Puts a backup that the person picks back as a profile of its own, and opens it. */
  'backup:put-back': {
    input: nothing,
    output: z.object({ opened: z.boolean() }),
    failure: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('profile-unreadable'), reason: z.string() }),
      z.object({ kind: z.literal('backup-unreadable') }),
      z.object({ kind: z.literal('backup-damaged') }),
      z.object({ kind: z.literal('backup-too-new') }),
      ...diskFailure.options,
    ]),
  },
  /** Keeps the window out of pictures and recordings of the screen, where the system can, or ends that. */
  'window:protect': { input: z.object({ on: z.boolean() }), output: nothing, failure: never },
  'window:theme': { input: z.object({ scheme: z.enum(['light', 'dark', 'auto']) }), output: nothing, failure: never },
} as const;

export type Channel = keyof typeof ipcContract;
export const channels = Object.keys(ipcContract) as readonly Channel[];
export type Input<C extends Channel> = z.infer<(typeof ipcContract)[C]['input']>;
export type Output<C extends Channel> = z.infer<(typeof ipcContract)[C]['output']>;
export type IpcFailure<C extends Channel> = z.infer<(typeof ipcContract)[C]['failure']>;

/** What the host tells the page without being asked: of the machine, and what it hears of the hub (wake-listener.ts). */
export const hostEventSchema = z.enum([
  'resumed',
  'suspending',
  /** The vault locks in a moment: what is being typed is to be saved now. */
  'locking',
  'online',
  'hub-heard',
  'hub-lost',
  'hub-moved',
  /** Other laptops were found, or are gone. */
  'room-changed',
]);
export type HostEvent = z.infer<typeof hostEventSchema>;
