/**
 * Main's part of the exchange in a room: the door for other laptops, finding them, and lines to them for the engine. Off until
 * the page opens it, and over with the profile ([RM1]). The bytes are the engine's to understand, on both ends.
 */
import { discoverRoom } from '../lan/discovery.ts';
import { makeLineCertificate } from '../lan/line-certificate.ts';
import { ownAddresses } from '../lan/room-address.ts';
import { callRoom, openDoor, type RoomDoor } from '../lan/room-lines.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import type { Input, IpcFailure, Output } from '../shared/ipc/contract.ts';
import type { RoomLine } from '../shared/sync/room/room-api.ts';

type Answered<C extends 'room:open' | 'room:call' | 'room:exchange'> = Promise<Result<Output<C>, IpcFailure<C>>>;

export interface RoomHost {
  open(): Answered<'room:open'>;
  close(): Promise<void>;
  found(): readonly string[];
  call(asked: Input<'room:call'>): Answered<'room:call'>;
  exchange(asked: Input<'room:exchange'>): Answered<'room:exchange'>;
  hangUp(asked: Input<'room:hang-up'>): Promise<void>;
}

export interface RoomHostParts {
  /** The engine's answer to a message of another laptop. */
  readonly answer: (exported: Uint8Array, message: Uint8Array) => Promise<Uint8Array>;
  readonly tell: (news: 'room-changed') => void;
  readonly discover?: typeof discoverRoom;
  /** The network; this machine's unless told. */
  readonly network?: { readonly openDoor: typeof openDoor; readonly callRoom: typeof callRoom };
}

/** Lines at once, those that are being made among them: rounds call six laptops, and a person may type an address meanwhile. */
const mostLines = 8;

interface OpenRoom {
  readonly door: RoomDoor;
  readonly discovery: ReturnType<typeof discoverRoom>;
}

const ownNetwork = { openDoor, callRoom };

export function createRoomHost(parts: RoomHostParts): RoomHost {
  const { answer, tell, discover = discoverRoom, network = ownNetwork } = parts;
  let room: Promise<OpenRoom> | null = null;
  let found: readonly string[] = [];
  const lines = new Map<number, RoomLine>();
  let last = 0;
  /** Lines that are being made. */
  let pending = 0;
  const begin = async (): Promise<OpenRoom> => {
    const door = await network.openDoor({ certificate: makeLineCertificate(), answer });
    const discovery = discover({
      port: door.port,
      onChange() {
        found = discovery.addresses();
        tell('room-changed');
      },
    });
    return { door, discovery };
  };
  return {
    async open() {
      room ??= begin();
      try {
        return ok({ addresses: ownAddresses((await room).door.port) });
      } catch (error) {
        room = null;
        return fail({ kind: 'room-no-port', reason: error instanceof Error ? error.message : String(error) });
      }
    },
    async close() {
      const closing = room;
      room = null;
      found = [];
      const ending = [...lines.values()];
      lines.clear();
      for (const line of ending) await line.close();
      const opened = await closing?.catch(() => null);
      await opened?.door.close();
      await opened?.discovery.close();
    },
    found: () => found,
    async call({ address }) {
      const asked = room;
      if (asked === null || lines.size + pending >= mostLines) return fail({ kind: 'room-closed' });
      pending += 1;
      const called = await network.callRoom(address).finally(() => {
        pending -= 1;
      });
      if (!called.ok) return called;
      // The exchange was switched off meanwhile, perhaps on again: no line outlives its room.
      if (room !== asked) {
        await called.value.close();
        return fail({ kind: 'room-closed' });
      }
      last += 1;
      lines.set(last, called.value);
      return ok({ line: last, exported: called.value.exported });
    },
    async exchange({ line, message }) {
      const open = lines.get(line);
      if (room === null || open === undefined) return fail({ kind: 'room-closed' });
      const answered = await open.exchange(message);
      return answered.ok ? ok({ answer: answered.value }) : answered;
    },
    async hangUp({ line }) {
      await lines.get(line)?.close();
      lines.delete(line);
    },
  };
}
