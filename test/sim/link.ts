/**
 * The link between a device and the hub: requests and answers are dropped, requests are duplicated, and old ones arrive
 * again much later, after newer ones. Answers are cut off in the middle, and packs in them come as other bytes.
 */
import { concat } from '../../shared/base/bytes.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { encodeFrame, type Frame, frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { decodePage, encodePage } from '../../shared/protocol/page.ts';
import { packsIn } from '../../shared/protocol/sync-reply.ts';
import type { Transport } from '../../shared/sync/ports.ts';
import type { HubNode } from './hub-node.ts';
import type { Seeded } from './seeded.ts';

export interface Weather {
  /** Probability that a request, and that an answer, is lost. */
  drop: number;
  duplicate: number;
  /** Probability that somebody works on the laptop meanwhile. */
  busy: number;
  /** Probability that an answer with packs is cut off somewhere, and that each of its packs comes as other bytes. */
  cut: number;
  garble: number;
  /** Probability that a request of the past arrives again before this one. */
  replay: number;
}

export interface Link extends Transport {
  readonly exchanges: () => number;
  /** Packs that arrived, as they were or not. */
  readonly packs: () => number;
}

export interface LinkWorld {
  readonly hub: HubNode;
  readonly random: Seeded;
  /** Decides which answers without packs are torn; null in worlds where those come whole or not at all. */
  readonly tears: Seeded | null;
  readonly weather: Weather;
  /** Sees every answer that leaves the hub for these people, while it is made. */
  readonly watch: (persons: readonly string[], made: Promise<Uint8Array | null>) => Promise<Uint8Array | null>;
  /** Decides which laptops are revoked; null where none is. */
  readonly losses: Seeded | null;
  readonly leaks: string[];
}

/** Who exchanges over a link. */
interface Exchanging {
  readonly persons: readonly string[];
  readonly device: string;
}

export function createLink(
  { hub, random, tears, weather, watch, losses, leaks }: LinkWorld,
  { persons, device }: Exchanging,
  past: Uint8Array[],
  /** What somebody does on the laptop while an exchange is under way. */
  meanwhile: () => Promise<void>,
): Link {
  let exchanges = 0;
  let packs = 0;
  /** What arrives of an answer without packs: the beginning, with or without a word of the network that there was more ([SY5]). */
  const tear = (answer: Uint8Array) => {
    if (tears?.chance(weather.cut) !== true) return ok(answer);
    const arrived = answer.subarray(0, tears.below(answer.length));
    return tears.chance(0.5) ? ok(arrived) : fail({ kind: 'hub-unreachable' as const, arrived });
  };
  const carry = (answer: Uint8Array) => {
    const count = packsIn(answer).length;
    if (count === 0) return tear(answer);
    packs += count;
    const garbled = concat(...readFrames(answer).frames.map((frame) => garble(frame, random, weather.garble)));
    if (!random.chance(weather.cut)) return ok(garbled);
    const arrived = garbled.subarray(0, random.below(garbled.length));
    return fail({ kind: 'hub-unreachable' as const, arrived });
  };
  /** What the hub says to a device that it may have revoked: that it did, and nothing else ([HB5], [RV5]). */
  const asRevoked = async (request: Uint8Array) => {
    const was = await hub.isRevoked(device);
    const answer = await watch(persons, hub.answer(request));
    if (was && answer !== null && (await hub.isRevoked(device)))
      leaks.push(`the hub answered ${device}, which is revoked`);
    const revocation = answer === null ? await hub.revocationOf(device) : null;
    return revocation === null ? answer : { revocation };
  };
  return {
    exchanges: () => exchanges,
    packs: () => packs,
    async exchange(request) {
      if (past.length > 0 && random.chance(weather.replay)) await hub.answer(random.pick(past));
      if (random.chance(weather.drop)) return fail({ kind: 'hub-unreachable' });
      const copy = request.slice();
      past.push(copy);
      if (past.length > 20) past.shift();
      if (random.chance(weather.duplicate)) await hub.answer(copy);
      const answer = losses === null ? await watch(persons, hub.answer(copy)) : await asRevoked(copy);
      exchanges += 1;
      if (random.chance(weather.busy)) await meanwhile();
      if (random.chance(weather.drop)) return fail({ kind: 'hub-timeout' });
      if (answer !== null && 'revocation' in answer)
        return fail({ kind: 'device-refused', reason: 'device-revoked', revocation: answer.revocation });
      return answer === null ? fail({ kind: 'hub-failed', status: 500 }) : carry(answer);
    },
  };
}

/** Another pack instead of a frame's, now and then: one that cannot be read, or reads well and says that somebody else wrote it. */
function garble({ type, payload, bytes }: Frame, random: Seeded, probability: number): Uint8Array {
  if (type !== frameTypes.pack || !random.chance(probability)) return bytes;
  const page = decodePage(payload);
  if (!page.ok || random.chance(0.5))
    return encodeFrame(
      type,
      payload.map((byte, at) => (at === 20 ? byte ^ 1 : byte)),
    );
  const [first] = page.value.operations;
  const operations = page.value.operations.map((one) => ({ ...one, origin: first?.origin ?? one.origin, received: 7 }));
  return encodeFrame(type, encodePage({ ...page.value, operations }));
}
