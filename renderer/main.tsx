import { showStartFault } from './app/start-fault.ts';

// zod probes `eval` when a schema is made, which is while modules load, and the policy reports the probe as a violation:
// it must be told before the first of them.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
// The engine opens its library while the screens load; start.tsx waits for the same session, and tells of its fault.
void import('./data/open-session.ts').then(({ openSession }) => openSession()).catch(() => {});
import('./start.tsx').catch(showStartFault);
