/**
 * The link between a device and the hub: requests and answers are dropped, requests are duplicated, and old ones arrive
 * again much later, after newer ones.
 */
import { fail, ok } from '../../shared/base/result.ts';
import type { Transport } from '../../shared/sync/ports.ts';
import type { HubNode } from './hub-node.ts';
import type { Seeded } from './seeded.ts';

export interface Weather {
  /** Probability that a request, and that an answer, is lost. */
  drop: number;
  duplicate: number;
  /** Probability that a request of the past arrives again before this one. */
  replay: number;
}

export interface Link extends Transport {
  readonly exchanges: () => number;
}

export function createLink(hub: HubNode, random: Seeded, weather: Weather, past: Uint8Array[]): Link {
  let exchanges = 0;
  return {
    exchanges: () => exchanges,
    async exchange(request) {
      if (past.length > 0 && random.chance(weather.replay)) await hub.answer(random.pick(past));
      if (random.chance(weather.drop)) return fail({ kind: 'hub-unreachable' });
      const copy = request.slice();
      past.push(copy);
      if (past.length > 20) past.shift();
      if (random.chance(weather.duplicate)) await hub.answer(copy);
      const answer = await hub.answer(copy);
      exchanges += 1;
      if (random.chance(weather.drop)) return fail({ kind: 'hub-timeout' });
      return answer === null ? fail({ kind: 'hub-failed', status: 500 }) : ok(answer);
    },
  };
}
