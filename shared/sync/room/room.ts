/** The exchange with other laptops in the room, as the engine has it: who was met, what lies on the shelf. */
import type { DeviceId, ScopeId } from '../../base/ids.ts';
import { fail, type Result } from '../../base/result.ts';
import type { RoomMessage, RoomStep } from '../../protocol/room-message.ts';
import { roomVersion } from '../../protocol/room-message.ts';
import type { AskedLaptop } from '../agreed.ts';
import { type EngineCore, type StoreFailed, storeSafely } from '../engine-core.ts';
import type { JournalFailure } from '../ports.ts';
import { catchUp } from '../replay.ts';
import { digestOfRevocations, type OwnRoom } from './authenticate.ts';
import type { BatchRefusal, Neighbour } from './room-api.ts';
import { createShelf, type Shelf } from './shelf.ts';

export interface Room {
  readonly shelf: Shelf;
  /** By device; the one met last stands last. */
  readonly met: Map<DeviceId, Neighbour>;
  /** Laptops that nobody here said yes to, by key: nothing goes to them ([FC1]). */
  readonly asked: Map<string, AskedLaptop>;
}

export function createRoom(core: EngineCore): Room {
  const room = { shelf: createShelf(), met: new Map<DeviceId, Neighbour>(), asked: new Map<string, AskedLaptop>() };
  core.onChange(() => {
    room.shelf.isBehind = true;
  });
  return room;
}

/** What every message of this laptop says of it. */
export function messageOf({ memory }: EngineCore, { identity }: OwnRoom, step: RoomStep): RoomMessage {
  return {
    protocol: roomVersion,
    hub: identity.hub,
    step,
    certificate: identity.certificate as string,
    revoked: digestOfRevocations(memory.revocations),
  };
}

export function peopleOf({ identity }: OwnRoom): Pick<Required<RoomMessage>, 'people'> {
  return { people: identity.profiles.slice(0, 100).map(({ name, centre }) => ({ name, centre })) };
}

/** Work in the writers' queue, on a store that has everything; what the store throws is a failure. */
export async function inTurn<T, F>(
  core: EngineCore,
  work: () => Promise<Result<T, F>>,
): Promise<Result<T, F | StoreFailed>> {
  const done = await core.queue.run(() =>
    storeSafely(async () => {
      await core.settled;
      if (core.stale) await catchUp(core);
      return work();
    }),
  );
  return done.ok ? done.value : done;
}

/** Notes that a laptop is there which a person has to say yes to first, and tells whoever shows it ([FC1]). */
export function noteAsked(core: EngineCore, { asked }: Room, laptop: AskedLaptop): void {
  const { publicKey } = laptop.certificate;
  const people = laptop.people.length > 0 ? laptop.people : (asked.get(publicKey)?.people ?? []);
  asked.delete(publicKey);
  asked.set(publicKey, { ...laptop, people });
  // Whoever calls with ever new keys fills no memory.
  for (const key of [...asked.keys()].slice(0, -mostAsked)) asked.delete(key);
  core.tell({ types: [], records: [], status: true });
}

const mostAsked = 100;

/** Notes what moved with a neighbour, and tells whoever shows it. */
export function noteMet(
  core: EngineCore,
  { met }: Room,
  device: DeviceId,
  moved: {
    readonly people?: Neighbour['people'] | undefined;
    readonly scopes: readonly ScopeId[];
    readonly received?: number;
    readonly sent?: number;
    readonly refused?: readonly BatchRefusal[];
    /** It called. */
    readonly calls?: boolean;
  },
): Neighbour {
  const before = met.get(device);
  const refused: Partial<Record<BatchRefusal, number>> = { ...before?.refused };
  for (const reason of moved.refused ?? []) refused[reason] = (refused[reason] ?? 0) + 1;
  const after: Neighbour = {
    device,
    people: moved.people ?? before?.people ?? [],
    scopes: moved.scopes,
    at: core.ports.clock.now(),
    received: (before?.received ?? 0) + (moved.received ?? 0),
    sent: (before?.sent ?? 0) + (moved.sent ?? 0),
    refused,
    callsHere: moved.calls === true || before?.callsHere === true,
  };
  met.delete(device);
  met.set(device, after);
  return after;
}

/** That a write reached the journal and not the store: nothing more is said on that ground. */
export function stoodBy<T>(core: EngineCore, kept: Result<T, JournalFailure>): Result<T, JournalFailure | StoreFailed> {
  if (!kept.ok || !core.stale) return kept;
  return fail({ kind: 'store-failed', reason: 'what was received is in the journal only' });
}
