/** Ports of a simulated laptop that refuse now and then, and lines at which its process dies as at any port. */
import { fail, ok } from '../../shared/base/result.ts';
import type { Journal, Store, StoreChange } from '../../shared/sync/ports.ts';
import type { RoomTransport } from '../../shared/sync/room/room-api.ts';
import type { Life } from './mortal.ts';
import type { Seeded } from './seeded.ts';

/** Lines that a process dies at as at any port. */
export function mortalLines(life: Life, lines: RoomTransport): RoomTransport {
  return life.wrap<RoomTransport>({
    async connect(address) {
      const line = await lines.connect(address);
      return line.ok ? ok(life.wrap(line.value)) : line;
    },
  });
}

/** A store whose writes fail now and then, changing nothing. */
export function failing(store: Store, random: Seeded, failureRate: () => number): Store {
  const write = async (change: StoreChange): Promise<void> => {
    if (random.chance(failureRate())) throw new Error('The store refuses a write');
    await store.write(change);
  };
  return overlay(store, { write });
}

/** A journal on a disk that is full now and then. */
export function fillingUp(journal: Journal, random: Seeded, failureRate: () => number): Journal {
  const append: Journal['append'] = async (frames) =>
    random.chance(failureRate()) ? fail({ kind: 'disk-full' }) : journal.append(frames);
  return overlay(journal, { append });
}

/** A port with some methods in the place of its own. */
export function overlay<P extends object>(port: P, methods: Partial<P>): P {
  const bound = new Map<string | symbol, unknown>(Object.entries(methods));
  return new Proxy(port, {
    get(target, name) {
      const known = bound.get(name);
      if (known !== undefined) return known;
      const member = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      const method = member.bind(target);
      bound.set(name, method);
      return method;
    },
  });
}
