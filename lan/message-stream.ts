/**
 * Messages over a connection: a length of four bytes, then as many. Invariants: no more than a message may have is ever kept, a
 * stranger's length takes no memory before its bytes come, and who sends nothing for too long is cut off.
 */
import type { TLSSocket } from 'node:tls';

export interface MessageStream {
  /** The next message; null when the connection ends, is cut, is silent for too long, or brings more than a message may have. */
  next(withinMs: number): Promise<Uint8Array | null>;
  send(message: Uint8Array): Promise<boolean>;
  end(): void;
}

/** Who does not even take what was sent is cut off: nobody's end waits for it. */
const endWithinMs = 2_000;

export function messagesOver(socket: TLSSocket, limit: number): MessageStream {
  let parts: Buffer[] = [];
  let held = 0;
  let isOver = false;
  let wake: (() => void) | null = null;
  // A message is short and somebody waits for it: held back for more, each would stand for forty milliseconds.
  socket.setNoDelay(true);
  const over = () => {
    isOver = true;
    wake?.();
  };
  socket.on('data', (part: Buffer) => {
    parts.push(part);
    held += part.length;
    if (held > limit + 4) socket.destroy();
    wake?.();
  });
  socket.on('error', over);
  socket.on('end', over);
  socket.on('close', over);
  const take = (): Uint8Array | null => {
    if (held < 4) return null;
    // Joined once when the length is to be read, and once more when all of it is there.
    if ((parts[0] as Buffer).length < 4) parts = [Buffer.concat(parts, held)];
    const length = (parts[0] as Buffer).readUInt32BE(0);
    if (length > limit) socket.destroy();
    if (length > limit || held < 4 + length) return null;
    const all = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, held);
    const message = Uint8Array.from(all.subarray(4, 4 + length));
    parts = held === 4 + length ? [] : [all.subarray(4 + length)];
    held -= 4 + length;
    return message;
  };
  return {
    async next(withinMs) {
      const until = Date.now() + withinMs;
      for (;;) {
        const message = take();
        if (message !== null) return message;
        const left = until - Date.now();
        if (isOver || socket.destroyed || left <= 0) return null;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = null;
      }
    },
    send(message) {
      const head = Buffer.alloc(4);
      head.writeUInt32BE(message.length);
      if (isOver || !socket.writable) return Promise.resolve(false);
      socket.cork();
      socket.write(head);
      const sent = new Promise<boolean>((resolve) => socket.write(message, (error) => resolve(!error)));
      socket.uncork();
      return sent;
    },
    end() {
      socket.end();
      socket.destroySoon();
      const timer = setTimeout(() => socket.destroy(), endWithinMs);
      socket.once('close', () => clearTimeout(timer));
      if (socket.closed) clearTimeout(timer);
    },
  };
}
