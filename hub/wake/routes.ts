/** `GET /wake`: server-sent events that say that something moved, and nothing else ([BG7] to [BG9]). */
import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { heartbeatEvent, movedEvent, wakeHeartbeat, wakePath } from '../../shared/protocol/wake.ts';
import { sendFailure } from '../http/endpoint.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore } from '../sync/hub-store.ts';
import { decideWake } from './decide-wake.ts';
import type { Listener, WakeRoom } from './wake-room.ts';

export interface WakeRoutesOptions {
  readonly store: HubStore;
  readonly ports: Pick<ExchangePorts, 'clock' | 'verify'>;
  readonly room: WakeRoom;
}

/** Milliseconds after which a stream ends and its device shows anew who it is. */
const longestStream = 15 * 60_000;
/** Bytes that a client may leave unread: one that does not read is let go. */
const mostUnread = 16 * 1024;

export function addWakeRoutes(app: FastifyInstance, { store, ports, room }: WakeRoutesOptions): void {
  const pulse = setInterval(() => room.heartbeat(), wakeHeartbeat);
  pulse.unref();
  // Streams never end by themselves: a hub that stops would wait for them.
  app.addHook('preClose', async () => {
    clearInterval(pulse);
    room.endAll();
  });
  app.get(
    wakePath,
    { schema: { summary: 'Says when something moved (server-sent events); the request is signed by the device' } },
    async (request, reply) => {
      const decided = await store.transaction((tx) => decideWake(tx, ports, request.headers.authorization));
      if (!decided.ok) return sendFailure(reply, decided.failure);
      const listener = listenerOn(reply.raw, { ...decided.value, address: request.ip });
      if (!room.enter(listener)) return sendFailure(reply, { kind: 'hub-busy' });
      reply.hijack();
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream',
        // A proxy that gathers answers would keep the news to itself.
        'x-accel-buffering': 'no',
      });
      const life = setTimeout(listener.end, longestStream);
      life.unref();
      reply.raw.on('close', () => {
        clearTimeout(life);
        room.leave(listener);
      });
      // The head goes out with the first bytes.
      listener.heartbeat();
    },
  );
}

function listenerOn(raw: ServerResponse, who: Pick<Listener, 'device' | 'scopes' | 'address'>): Listener {
  const say = (event: string) => {
    if (raw.writableLength > mostUnread) raw.destroy();
    else raw.write(event);
  };
  return { ...who, moved: () => say(movedEvent), heartbeat: () => say(heartbeatEvent), end: () => raw.end() };
}
