/** Calls to laptops in the room whose lines can all be ended at once. */
import { fail, ok } from '../shared/base/result.ts';
import type { RoomLine, RoomTransport } from '../shared/sync/room/room-api.ts';
import { callRoom } from './room-lines.ts';

export interface KeptCalls extends RoomTransport {
  /** Ends every line, also those that are only being made; from then on nobody is called. */
  end(): Promise<void>;
}

export function keepCalls(): KeptCalls {
  const lines = new Set<RoomLine>();
  let isOver = false;
  return {
    async connect(address) {
      if (isOver) return fail({ kind: 'room-closed' });
      const called = await callRoom(address);
      if (!called.ok) return called;
      const line = called.value;
      if (isOver) {
        await line.close();
        return fail({ kind: 'room-closed' });
      }
      lines.add(line);
      return ok({
        ...line,
        async close() {
          lines.delete(line);
          await line.close();
        },
      });
    },
    async end() {
      isOver = true;
      for (const line of lines) await line.close();
    },
  };
}
