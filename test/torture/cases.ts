/** All cruelties, in the order of docs/reliability.md. */
import { clientKilled, clientPowerCut } from './client-cuts.ts';
import { corruption } from './corruption.ts';
import { hubKilled, hubPowerCut } from './hub-cuts.ts';
import type { TortureCase } from './torture-case.ts';

export const tortureCases: readonly TortureCase[] = [clientKilled, clientPowerCut, corruption, hubKilled, hubPowerCut];
