import { createEngineWorker } from './create-engine-worker.ts';
import { type DataSession, startDataSession } from './data-session.ts';
import { openDesktop } from './open-desktop.ts';

let opened: Promise<DataSession> | null = null;

/** The one session of this page; whoever asks first opens it, on a worker that loads already where there is one. */
export function openSession(loading?: Worker): Promise<DataSession> {
  let first = loading;
  const createWorker = () => {
    const worker = first ?? createEngineWorker();
    first = undefined;
    return worker;
  };
  opened ??= openDesktop().then((desktop) => startDataSession({ desktop, createWorker }));
  return opened;
}
