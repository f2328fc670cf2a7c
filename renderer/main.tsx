import { showStartFault } from './app/start-fault.ts';
import './data/quiet-zod.ts';

// The engine opens its library while the screens load; start.tsx waits for the same session, and tells of its fault.
void import('./data/open-session.ts').then(({ openSession }) => openSession()).catch(() => {});
import('./start.tsx').catch(showStartFault);
