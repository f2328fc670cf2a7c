import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { nothing } from '../db/sight.ts';
import { addWakeRoutes, type WakeRoutesOptions } from './routes.ts';
import { openWakeBus } from './wake-bus.ts';
import { createWakeRoom, type WakeLimits } from './wake-room.ts';
import { watchStore } from './watch-store.ts';

export interface WakeOptions extends Pick<WakeRoutesOptions, 'store' | 'ports'> {
  readonly pool: Pool;
  readonly limits: WakeLimits;
}

/** Adds `GET /wake`. Returns the store through which everything must go that devices shall hear of. */
export function addWake(app: FastifyInstance, { store, ports, pool, limits }: WakeOptions) {
  const room = createWakeRoom(limits);
  const bus = openWakeBus({
    pool,
    hear(moved) {
      // Whoever may read something else now comes back and is looked up anew.
      if (moved?.access === true) room.endAll();
      else room.tell(moved?.scopes ?? null);
    },
    onError: (error) => app.log.warn({ err: error }, 'devices are not told at once of what moves'),
  });
  addWakeRoutes(app, { store: { transaction: (work) => store.transaction(work, nothing) }, ports, room });
  app.addHook('onClose', () => bus.close());
  return watchStore(store, bus.say);
}
