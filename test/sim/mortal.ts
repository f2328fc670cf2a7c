/**
 * Death at any boundary. A life is one running process: every port it holds is wrapped, and before and after each call
 * the life may end. What a dead life still awaits never resolves, as after SIGKILL, so that no `catch` in the engine can
 * notice its own death.
 */
import type { Seeded } from './seeded.ts';

export interface Life {
  readonly alive: boolean;
  /** Ends the life now. */
  kill(): void;
  /** Resolves with 'died' when the life ends before `work` does. */
  outlive<T>(work: Promise<T>): Promise<T | 'died'>;
  /** The port, mortal. A method dies before it, or after its effect and before its answer. */
  wrap<P extends object>(port: P): P;
}

/** A life that ends at each crossing of a port with the given probability. */
export function createLife(random: Seeded, deathRate: () => number): Life {
  let alive = true;
  let tell: (word: 'died') => void = () => {};
  const death = new Promise<'died'>((resolve) => {
    tell = resolve;
  });
  const never = () => new Promise<never>(() => {});
  const kill = (): void => {
    alive = false;
    tell('died');
  };
  const cross = (): boolean => {
    if (alive && random.chance(deathRate())) kill();
    return alive;
  };
  const mortal =
    (method: (...args: unknown[]) => unknown, port: object) =>
    async (...args: unknown[]): Promise<unknown> => {
      if (!cross()) return never();
      const answer = await method.apply(port, args);
      return cross() ? answer : never();
    };
  return {
    get alive() {
      return alive;
    },
    kill,
    outlive: (work) => Promise.race([death, work]),
    wrap(port) {
      const wrapped = new Map<string | symbol, unknown>();
      return new Proxy(port, {
        get(target, name) {
          const known = wrapped.get(name);
          if (known !== undefined) return known;
          const member = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          const method = member as (...args: unknown[]) => unknown;
          const made = isSynchronous(String(name)) ? method.bind(target) : mortal(method, target);
          wrapped.set(name, made);
          return made;
        },
      });
    },
  };
}

/** Port members that answer at once and cannot be a boundary: generators are crossed at their own reads. */
function isSynchronous(name: string): boolean {
  return name === 'read' || name === 'scan' || name === 'now' || name === 'bytes';
}
