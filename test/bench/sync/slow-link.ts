/**
 * A bad link on loopback: so many bits a second each way for all connections together, half of the round trip before
 * anything arrives, and a round trip for each new connection before its first byte leaves, as TCP takes it.
 */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface LinkShape {
  readonly bitsPerSecond: number;
  /** Milliseconds. */
  readonly roundTrip: number;
}

type Way = 'up' | 'down';

export interface SlowLink {
  readonly address: string;
  /** Slow from now on; null for as fast as loopback is. Open connections are cut, so that the next one is new. */
  shape(shape: LinkShape | null): void;
  /** Bytes that arrived so far, each way. */
  readonly passed: Readonly<Record<Way, number>>;
  /** Cuts all connections, once, as soon as so many bytes more have arrived that way; a line that is cut can be dialled again. */
  cutAfter(way: Way, bytes: number): void;
  close(): Promise<void>;
}

/** Bytes that arrive together: small, so that a slow line trickles as it does. */
const pieceSize = 256;

/** A link to the server of an address. */
export async function openSlowLink(target: string): Promise<SlowLink> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  /** When the line is free again, each way. */
  const freeAt = { up: 0, down: 0 };
  const passed = { up: 0, down: 0 };
  /** The bytes at which it is cut; never while nobody asks for that. */
  const cutAt = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
  let shape: LinkShape | null = null;

  const pass = (to: Socket, way: Way, piece: Buffer) => {
    if (to.destroyed) return;
    passed[way] += piece.length;
    if (passed[way] < cutAt[way]) return void to.write(piece);
    cutAt[way] = Number.POSITIVE_INFINITY;
    cut();
  };
  const carry = (from: Socket, to: Socket, way: Way, openAt: number) => {
    let last = Promise.resolve();
    let arrived = 0;
    from.on('data', (bytes: Buffer) => {
      const now = performance.now();
      for (let at = 0; at < bytes.length; at += pieceSize) {
        const piece = bytes.subarray(at, at + pieceSize);
        if (shape !== null) {
          freeAt[way] = Math.max(now, freeAt[way], openAt) + (piece.length * 8_000) / shape.bitsPerSecond;
          arrived = Math.max(arrived, freeAt[way] + shape.roundTrip / 2);
        }
        last = deliver(last, arrived, () => pass(to, way, piece));
      }
    });
    from.on('end', () => {
      last = deliver(last, arrived, () => to.end());
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      void deliver(last, arrived, () => to.destroy());
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    const openAt = shape === null ? 0 : performance.now() + shape.roundTrip;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay();
    }
    carry(near, far, 'up', openAt);
    carry(far, near, 'down', 0);
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: target.replace(`:${port}`, `:${(server.address() as AddressInfo).port}`),
    shape(next) {
      shape = next;
      freeAt.up = 0;
      freeAt.down = 0;
      cut();
    },
    passed,
    cutAfter(way, bytes) {
      cutAt[way] = passed[way] + bytes;
    },
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}

/** Does something at a time, after what came before it. */
async function deliver(before: Promise<void>, at: number, work: () => unknown): Promise<void> {
  await before;
  const wait = at - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  work();
}
