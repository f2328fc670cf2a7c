/** The engine's ports in the worker, standing on the host's channels over a port of its own. */
import { ok, type Result } from '../../shared/base/result.ts';
import type { Input, IpcFailure, Output } from '../../shared/ipc/contract.ts';
import { type EngineChannel, roomAnswer } from '../../shared/ipc/port-message.ts';
import type { Journal, SealedOutboxPort, Signer, Transport } from '../../shared/sync/ports.ts';
import type { RoomTransport } from '../../shared/sync/room/room-api.ts';
import { readAnswer } from './desktop.ts';
import { createRpc } from './worker-rpc.ts';

// Bytes are copied, not handed over: the engine may still hash or resend what it gave.
type Ask = <C extends EngineChannel>(channel: C, input: Input<C>) => Promise<Result<Output<C>, IpcFailure<C>>>;

/** A piece of the journal; large enough that a rebuild is not a series of round trips. */
const pieceBytes = 4 * 1024 * 1024;

/** What the host asks the engine. */
export type AnswerHost = (exported: Uint8Array, message: Uint8Array) => Promise<Uint8Array>;

export interface HostPorts {
  readonly room: RoomTransport;
  readonly journal: Journal;
  readonly transport: Transport;
  readonly signer: Signer;
  readonly sealedOutbox: SealedOutboxPort;
  /** The keys of the database and of the search; null without a vault. */
  keys(): Promise<Output<'vault:keys'>['keys']>;
}

/** Takes over a port that the host answers, and answers what other laptops say over it. */
export function createHostPorts(port: MessagePort, answerRoom: AnswerHost): HostPorts {
  const rpc = createRpc(port, {
    answer: async (method, [exported, message]) => {
      const isAsked = method === roomAnswer && exported instanceof Uint8Array && message instanceof Uint8Array;
      if (!isAsked) throw new Error(`The engine does not answer its host ${method}`);
      return answerRoom(exported, message);
    },
  });
  port.start();
  const ask: Ask = async (channel, input) => readAnswer(channel, await rpc.call(channel, [input]));
  return {
    journal: createJournal(ask),
    room: createRoomLines(ask),
    async keys() {
      const answered = await ask('vault:keys', {});
      if (!answered.ok) throw new Error('The host gives no keys');
      return answered.value.keys;
    },
    transport: {
      async exchange(request) {
        const answered = await ask('hub:exchange', { request });
        return answered.ok ? ok(answered.value.answer) : answered;
      },
    },
    sealedOutbox: {
      async begin(asked) {
        return (await ask('outbox:begin', asked)).ok;
      },
      async isBehind() {
        const status = await ask('wipe:status', {});
        return status.ok && status.value.sealed === 'behind';
      },
    },
    signer: {
      async sign(bytes) {
        const signed = await ask('identity:sign', { bytes });
        if (!signed.ok) throw new Error('This device is not enrolled: there is no key to sign with');
        return signed.value.signature;
      },
    },
  };
}

function createRoomLines(ask: Ask): RoomTransport {
  return {
    async connect(address) {
      const called = await ask('room:call', { address });
      if (!called.ok) return called;
      const { line, exported } = called.value;
      return ok({
        exported,
        async exchange(message) {
          const answered = await ask('room:exchange', { line, message });
          return answered.ok ? ok(answered.value.answer) : answered;
        },
        async close() {
          await ask('room:hang-up', { line });
        },
      });
    },
  };
}

function createJournal(ask: Ask): Journal {
  return {
    append: (frames) => ask('journal:append', { frames }),
    async *read(from) {
      let next: number | null = from;
      while (next !== null) {
        const piece: Result<Output<'journal:read'>, IpcFailure<'journal:read'>> = await ask('journal:read', {
          from: next,
          limit: pieceBytes,
        });
        if (!piece.ok) throw new Error(`The journal cannot be read: ${piece.failure.kind}`);
        if (piece.value.bytes.length > 0) yield piece.value.bytes;
        next = piece.value.next;
      }
    },
    async overwrite(parts) {
      const written = await ask('journal:overwrite', { parts: [...parts] });
      return written.ok ? ok(null) : written;
    },
    async position() {
      const position = await ask('journal:position', {});
      if (!position.ok) throw new Error(`The journal cannot be read: ${position.failure.kind}`);
      return position.value.position;
    },
  };
}
