/** One way to be cruel to a laptop or a hub, as often as one likes. */
export interface TortureCase {
  /** Its row in docs/reliability.md. */
  readonly name: string;
  /** How often by `npm run torture`, when nobody says. */
  readonly times: number;
  /** Needs a file system of its own, which only root may mount. */
  readonly needsMount: boolean;
  /** Only by `npm run torture`: what `npm test` has of it stands in the simulator and in quicker tests. */
  readonly isLong?: boolean;
  run(context: TortureContext): Promise<Suffered>;
}

export interface TortureContext {
  readonly times: number;
  /** Counts on from run to run: a case of several kinds begins with another one each time, and the same one for the same turn. */
  readonly turn: number;
  /** A folder that is gone afterwards. */
  newFolder(name: string): Promise<string>;
  say(line: string): void;
}

/** What came of it, added up over all times. */
export interface Suffered {
  /** How often. */
  readonly times: number;
  /** What was called saved, or accepted, before the blow. */
  readonly acknowledged: number;
  /** How much of that was not there afterwards: must be 0. */
  readonly lost: number;
  /** How often nothing opened any more: must be 0. */
  readonly unopened: number;
  /** How often a person was not told of what they must be told of: must be 0. */
  readonly untold?: number;
}

export const nothingYet: Suffered = { times: 0, acknowledged: 0, lost: 0, unopened: 0, untold: 0 };

export function plus(a: Suffered, b: Suffered): Suffered {
  return {
    times: a.times + b.times,
    acknowledged: a.acknowledged + b.acknowledged,
    lost: a.lost + b.lost,
    unopened: a.unopened + b.unopened,
    untold: (a.untold ?? 0) + (b.untold ?? 0),
  };
}

/** Waits until `begun` is there, then for a moment that nobody can foresee: a blow before any work would prove nothing. */
export async function someTimeAfter(begun: Promise<void>): Promise<void> {
  await begun;
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500));
}
