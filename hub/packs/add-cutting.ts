/** Cutting ahead while the hub runs ([PK3]): off the path of requests, and soon where a device was told of the first packs. */
import type { FastifyInstance } from 'fastify';
import type { ScopeId } from '../../shared/base/ids.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore } from '../sync/hub-store.ts';
import { cutAhead, notLooked } from './cut-ahead.ts';

/** Milliseconds between two looks: so long has a scope rested before anything of it is cut. */
const every = 15_000;

export interface Cutting {
  readonly store: HubStore;
  readonly ports: ExchangePorts;
  readonly onMade: (packs: number) => void;
}

/**
 * Runs until the server closes, which waits for a pack that is being cut. Returns what is called with the scopes of which a device
 * was told that there is more to be cut: it is cut at once, while the device reads what is there.
 */
export function addCutting(
  app: FastifyInstance,
  { store, ports, onMade }: Cutting,
): (scopes: readonly ScopeId[]) => void {
  const looked = notLooked();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isOpen = false;
  const look = async () => {
    const made = await cutAhead(store, ports, looked, () => isOpen);
    if (made > 0) onMade(made);
  };
  const run = () => {
    clearTimeout(timer);
    if (!isOpen || running !== null) return;
    running = look()
      .catch((error: unknown) => app.log.warn({ err: error }, 'no packs were cut ahead'))
      .then(() => {
        running = null;
        if (looked.asked.size > 0) run();
        else if (isOpen) timer = setTimeout(run, every).unref();
      });
  };
  app.addHook('onReady', async () => {
    isOpen = true;
    run();
  });
  app.addHook('onClose', async () => {
    isOpen = false;
    clearTimeout(timer);
    await running;
  });
  return (scopes) => {
    for (const scope of scopes) looked.asked.add(scope);
    if (scopes.length > 0) run();
  };
}
