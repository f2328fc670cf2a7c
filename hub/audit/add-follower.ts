/** The log while the hub runs ([AL3]): what happened is in it, and signed, a minute later at most. */
import type { FastifyInstance } from 'fastify';
import type { HubStore } from '../sync/hub-store.ts';
import { followLog, type LogPorts } from './follow-log.ts';

/** Often enough to be of use, seldom enough that laptops are not told of every change by itself. */
const every = 60_000;

/** Runs until the server closes, which waits for what is being placed. */
export function addFollower(app: FastifyInstance, store: HubStore, ports: LogPorts): void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const run = async () => {
    await store
      .transaction((tx) => followLog(tx, ports))
      .catch((error: unknown) => {
        app.log.error({ err: error }, 'the log was not followed; what happened waits in it');
      });
    timer = setTimeout(() => {
      running = run();
    }, every);
    timer.unref();
  };
  app.addHook('onReady', async () => {
    running = run();
    await running;
  });
  app.addHook('onClose', async () => {
    await running;
    clearTimeout(timer);
  });
}
