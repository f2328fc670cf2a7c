import type { Clock, Random } from '../../shared/base/ports.ts';
import type { Passphrases } from './passphrases.ts';
import type { Sealer } from './seal.ts';

/** What the decisions about accounts ask the outside world for. */
export interface AccountPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly passphrases: Passphrases;
  readonly sealer: Sealer;
}
