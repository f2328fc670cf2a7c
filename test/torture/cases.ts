/** All cruelties, in the order of docs/reliability.md. */
import { clientDiskFull, clientKilled, clientPowerCut } from './client-cuts.ts';
import { corruption } from './corruption.ts';
import { hubDiskFull, hubKilled, hubPowerCut } from './hub-cuts.ts';
import { hubOfThreeKilled } from './hub-of-three.ts';
import { hubPutBack } from './hub-put-back.ts';
import type { TortureCase } from './torture-case.ts';

export const tortureCases: readonly TortureCase[] = [
  clientKilled,
  clientPowerCut,
  clientDiskFull,
  corruption,
  hubKilled,
  hubOfThreeKilled,
  hubPowerCut,
  hubDiskFull,
  hubPutBack,
];
