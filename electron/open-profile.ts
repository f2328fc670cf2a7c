/** What belongs to a profile that is open: it begins and ends with it. */
import { join } from 'node:path';
import type { WakeListener, WakeNews } from '../shared/sync/wake-listener.ts';
import type { Keychain } from './device-key.ts';
import type { DiskRoom } from './disk-room.ts';
import { type HostJournal, openHostJournal } from './host-journal.ts';
import type { Fetch } from './hub.ts';
import { createIdentityKeeper, type IdentityKeeper, type IdentityOptions } from './identity.ts';
import { openSealedOutbox, type SealedOutbox } from './outbox/sealed-outbox.ts';
import { outboxFile } from './outbox/wipe.ts';
import { createRoomHost, type RoomHost, type RoomHostParts } from './room-host.ts';
import { plainFiles } from './vault/file-seal.ts';
import { plainPlace, sealedPlace } from './vault/protect.ts';
import type { VaultKeys } from './vault/vault-keys.ts';
import { listenAtHub } from './wake.ts';

export interface OpenProfile {
  readonly identity: IdentityKeeper;
  readonly journal: HostJournal;
  readonly wake: WakeListener;
  readonly room: RoomHost;
  /** What waits, sealed to the hub. */
  readonly outbox: SealedOutbox;
  /** For the engine's worker; null without a vault. */
  readonly keys: Pick<VaultKeys, 'store' | 'index'> | null;
}

/** What a profile is opened with. */
export interface ProfileParts {
  readonly folder: string;
  readonly room: DiskRoom;
  readonly keychain: Keychain | null;
  readonly fetch: Fetch;
  readonly trust: IdentityOptions['trust'];
  readonly sampleHub: string | null;
  readonly tell: (news: WakeNews | 'room-changed') => void;
  /** What the engine of the page answers to another laptop. */
  readonly answerRoom: RoomHostParts['answer'];
}

/** Opens what lies in the folder: plain, or sealed with these keys. */
export function openProfile(parts: ProfileParts, keys: VaultKeys | null): OpenProfile {
  const { fetch, trust, tell, room, sampleHub, answerRoom } = parts;
  const files = keys?.files ?? plainFiles;
  const place = keys === null ? plainPlace(parts.folder, parts.keychain) : sealedPlace(parts.folder, files);
  const identity = createIdentityKeeper({ ...place, files, fetch, trust, sampleHub });
  const outbox = openSealedOutbox({ path: join(parts.folder, outboxFile), identity });
  return {
    outbox,
    identity,
    keys,
    journal: openHostJournal(place.journal, room, keys?.journal ?? null, outbox.add),
    wake: listenAtHub({ identity, fetch, tell }),
    room: createRoomHost({ answer: answerRoom, tell }),
  };
}

/** Ends it; what is being written is written first. */
export async function closeProfile({ wake, room, journal, outbox }: OpenProfile): Promise<void> {
  wake.listen(false);
  void room.close().catch(() => {});
  try {
    await journal.close();
  } finally {
    await outbox.close();
  }
}
