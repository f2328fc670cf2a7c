import { createEngineWorker } from './create-engine-worker.ts';
import { type DataSession, startDataSession } from './data-session.ts';
import { openDesktop } from './open-desktop.ts';

let opened: Promise<DataSession> | null = null;

/** The one session of this page; whoever asks first opens it. */
export function openSession(): Promise<DataSession> {
  opened ??= openDesktop().then((desktop) => startDataSession({ desktop, createWorker: createEngineWorker }));
  return opened;
}
