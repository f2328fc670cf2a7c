import { showStartFault } from './app/start-fault.ts';
import { createEngineWorker } from './data/create-engine-worker.ts';
import './data/quiet-zod.ts';

// The engine loads beside everything else, and opens its library while the screens load; start.tsx waits for the same
// session, and tells of its fault.
const worker = createEngineWorker();
void import('./data/open-session.ts').then(({ openSession }) => openSession(worker)).catch(() => {});
import('./start.tsx').catch(showStartFault);
