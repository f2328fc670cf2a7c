import { showStartFault } from './app/start-fault.ts';

// zod probes `eval` when a schema is made, which is while modules load, and the policy reports the probe as a violation:
// it must be told before the first of them.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
import('./start.tsx').catch(showStartFault);
