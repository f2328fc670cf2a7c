/**
 * The one contract between the renderer and whatever hosts it. Electron's main process implements it over IPC, the
 * browser edition in the page; both sides check inputs and outputs against these schemas. Invariants: the renderer never
 * names a path or an address except through a dialog or enrolment; bytes are frames that the host need not understand.
 */
import { z } from 'zod';
import { backupChannels } from './backup-channels.ts';
import { certificateChannels } from './certificate-channel.ts';
import { fileChannels } from './file-channels.ts';
import { hubChannels } from './hub-channels.ts';
import { identityChannels } from './identity-channels.ts';
import { journalChannels } from './journal-channels.ts';
import { profileChannels } from './profile-channels.ts';
import { roomChannels } from './room-channels.ts';
import { never, nothing } from './shapes.ts';
import { vaultChannels } from './vault-channels.ts';
import { wipeChannels } from './wipe-channels.ts';

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
  ...identityChannels,
  ...certificateChannels,
  ...journalChannels,
  ...hubChannels,
  ...roomChannels,
  ...fileChannels,
  ...vaultChannels,
  ...profileChannels,
  ...wipeChannels,
  ...backupChannels,
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
  /** The window is about to be closed, and not loaded anew: a page that holds that up closes it itself. */
  'closing',
  'online',
  'hub-heard',
  'hub-lost',
  'hub-moved',
  /** Other laptops were found, or are gone. */
  'room-changed',
]);
export type HostEvent = z.infer<typeof hostEventSchema>;
