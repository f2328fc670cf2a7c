/**
 * Lines between laptops in one room: TLS 1.3 on both sides, nothing older. A line says what TLS exports of it (RFC 9266), and both
 * ends sign that with their device keys in every message, so that who stands between two laptops is found out at the first one ([RM2]).
 */
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { fail, ok, type Result } from '../shared/base/result.ts';
import { frameTypes, readFrame } from '../shared/protocol/frame.ts';
import { roomMessageLimit } from '../shared/protocol/room-message.ts';
import type { LineFailure, RoomLine } from '../shared/sync/room/room-api.ts';
import type { LineCertificate } from './line-certificate.ts';
import { type MessageStream, messagesOver } from './message-stream.ts';
import { isInRoom, readRoomAddress } from './room-address.ts';

/** What is not there within this is not in the room. */
const connectWithinMs = 5_000;
/** An answer may need a large write to a slow disk. */
const answerWithinMs = 60_000;
/** Between two messages of a caller. */
const askWithinMs = 60_000;
const handshakeWithinMs = 5_000;
/** Callers at once, and of one address: a room has few laptops. */
const mostLines = 64;
const mostOfOneAddress = 8;
/** Messages that one line carries. */
const mostMessages = 4_000;

export interface RoomDoor {
  readonly port: number;
  /** Ends every line and listens no more. */
  close(): Promise<void>;
}

export interface DoorOptions {
  readonly certificate: LineCertificate;
  /** The address to listen at; every network of this machine unless told. */
  readonly host?: string;
  /** 0: any that is free. */
  readonly port?: number;
  /** Answers a message that came over a line. */
  readonly answer: (exported: Uint8Array, message: Uint8Array) => Promise<Uint8Array>;
}

/** Listens for other laptops. Rejects when the port cannot be had. */
export async function openDoor({ certificate, host, port = 0, answer }: DoorOptions): Promise<RoomDoor> {
  const lines = new Set<Socket>();
  const server = createServer({ ...certificate, ...tlsOptions, handshakeTimeout: handshakeWithinMs });
  server.on('connection', (socket: Socket) => {
    const ofAddress = [...lines].filter(({ remoteAddress }) => remoteAddress === socket.remoteAddress).length;
    if (lines.size >= mostLines || ofAddress >= mostOfOneAddress) {
      socket.destroy();
      return;
    }
    lines.add(socket);
    socket.on('close', () => lines.delete(socket));
  });
  // A stranger's handshake that fails is the stranger's matter.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.on('secureConnection', (socket) => void serve(socket, answer));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of lines) socket.destroy();
      await closed;
    },
  };
}

const tlsOptions = { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' } as const;

async function serve(socket: TLSSocket, answer: DoorOptions['answer']): Promise<void> {
  const messages = messagesOver(socket, roomMessageLimit);
  const exported = exportedOf(socket);
  for (let count = 0; count < mostMessages; count++) {
    const message = await messages.next(askWithinMs);
    if (message === null) break;
    const said = await answer(exported, message).catch(() => null);
    if (said === null || !(await messages.send(said)) || isRefusal(said)) break;
  }
  messages.end();
}

/** Who is refused has nothing more to say on this line. */
function isRefusal(said: Uint8Array): boolean {
  const read = readFrame(said, 0);
  return read.kind === 'frame' && read.frame.type === frameTypes.roomRefusal;
}

/** Calls the laptop at an address. */
export async function callRoom(address: string): Promise<Result<RoomLine, LineFailure>> {
  const place = readRoomAddress(address);
  if (place === null) return fail({ kind: 'room-address-invalid' });
  if (!isInRoom(place)) return fail({ kind: 'room-address-outside' });
  const socket = await connected(place.host, place.port);
  if (socket === null) return fail({ kind: 'room-unreachable' });
  const messages = messagesOver(socket, roomMessageLimit);
  return ok({
    exported: exportedOf(socket),
    exchange: (message) => exchange(socket, messages, message),
    async close() {
      messages.end();
    },
  });
}

async function exchange(
  socket: TLSSocket,
  messages: MessageStream,
  message: Uint8Array,
): Promise<Result<Uint8Array, LineFailure>> {
  if (!(await messages.send(message))) return fail({ kind: 'room-closed' });
  const answer = await messages.next(answerWithinMs);
  if (answer !== null) return ok(answer);
  const wasCut = socket.destroyed || !socket.readable;
  socket.destroy();
  return fail({ kind: wasCut ? 'room-closed' : 'room-timeout' });
}

function connected(host: string, port: number): Promise<TLSSocket | null> {
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      ...tlsOptions,
      // No authority knows a laptop: it shows the hub's certificate inside, bound to this very line.
      rejectUnauthorized: false,
    });
    const giveUp = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(null);
    };
    const timer = setTimeout(giveUp, connectWithinMs);
    socket.once('error', giveUp);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      socket.off('error', giveUp);
      resolve(socket);
    });
  });
}

/** RFC 9266: `tls-exporter`. */
function exportedOf(socket: TLSSocket): Uint8Array {
  return Uint8Array.from(socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0)));
}
