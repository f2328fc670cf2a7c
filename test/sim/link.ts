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
  /** Probability that somebody works on the laptop meanwhile. */
  busy: number;
  /** Probability that a request of the past arrives again before this one. */
  replay: number;
}

export interface Link extends Transport {
  readonly exchanges: () => number;
}

export interface LinkWorld {
  readonly hub: HubNode;
  readonly random: Seeded;
  readonly weather: Weather;
  /** Sees every answer that leaves the hub for these people. */
  readonly watch: (persons: readonly string[], answer: Uint8Array) => Promise<void>;
}

export function createLink(
  { hub, random, weather, watch }: LinkWorld,
  persons: readonly string[],
  past: Uint8Array[],
  /** What somebody does on the laptop while an exchange is under way. */
  meanwhile: () => Promise<void>,
): Link {
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
      if (answer !== null) await watch(persons, answer);
      if (random.chance(weather.busy)) await meanwhile();
      if (random.chance(weather.drop)) return fail({ kind: 'hub-timeout' });
      return answer === null ? fail({ kind: 'hub-failed', status: 500 }) : ok(answer);
    },
  };
}
