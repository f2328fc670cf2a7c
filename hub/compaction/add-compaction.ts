/** Compaction while the hub runs ([CP9]): now and then, off the path of requests, one scope after the other. */
import type { FastifyInstance } from 'fastify';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore } from '../sync/hub-store.ts';
import { compactAll } from './compact-all.ts';
import type { CompactionRule } from './compact-scope.ts';
import type { Freed } from './compaction-records.ts';

/** A hub that was just started has others things to do; afterwards a few times a day is plenty. */
const firstAfter = 10 * 60_000;
const every = 6 * 3_600_000;

export interface CompactionParts {
  readonly store: HubStore;
  readonly ports: Pick<ExchangePorts, 'clock' | 'retireAfter'>;
  readonly rule: CompactionRule;
  /** Told of each run that let go of something. */
  readonly onFreed: (freed: Freed) => void;
}

/** Runs until the server closes, which waits for a scope that is being compacted. */
export function addCompaction(app: FastifyInstance, { store, ports, rule, onFreed }: CompactionParts): void {
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  const run = async () => {
    const freed = await compactAll(store, ports, rule, (error) =>
      app.log.warn({ err: error }, 'a scope was not compacted'),
    );
    if (freed.values > 0) onFreed(freed);
  };
  const wait = (delay: number) => {
    timer = setTimeout(() => {
      running = run()
        .catch((error: unknown) => app.log.warn({ err: error }, 'nothing was compacted'))
        .then(() => wait(every));
    }, delay);
    timer.unref();
  };
  app.addHook('onReady', async () => wait(firstAfter));
  app.addHook('onClose', async () => {
    await running;
    clearTimeout(timer);
  });
}
