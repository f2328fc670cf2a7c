/** Cutting ahead while the hub runs ([PK3]): off the path of requests, and soon where a device was told of the first packs. */
import type { FastifyInstance } from 'fastify';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore } from '../sync/hub-store.ts';
import { cutAhead, type SeenPlaces } from './cut-ahead.ts';

/** Milliseconds between two looks: so long has a scope rested before anything of it is cut. */
const every = 15_000;

export interface Cutting {
  readonly store: HubStore;
  readonly ports: ExchangePorts;
  readonly onMade: (packs: number) => void;
}

/**
 * Runs until the server closes, which waits for a pack that is being cut. Returns what is called when a device was told of packs
 * that were cut for it: the rest of them is cut at once, while it reads those.
 */
export function addCutting(app: FastifyInstance, { store, ports, onMade }: Cutting): () => void {
  let seen: SeenPlaces = new Map();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isOpen = false;
  let isAsked = false;
  const look = async () => {
    const before = isAsked ? null : seen;
    isAsked = false;
    const cut = await cutAhead(store, ports, before, () => isOpen);
    seen = cut.seen;
    if (cut.made > 0) onMade(cut.made);
  };
  const run = () => {
    clearTimeout(timer);
    if (!isOpen || running !== null) return;
    running = look()
      .catch((error: unknown) => app.log.warn({ err: error }, 'no packs were cut ahead'))
      .then(() => {
        running = null;
        if (isAsked) run();
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
  return () => {
    isAsked = true;
    run();
  };
}
