/** One exchange between a page and its server, measured to its end on both sides. */
import type { Session } from './browser-session.ts';
import type { Change, PeerServer, Traffic } from './peer.ts';

export interface Exchanged {
  /** Milliseconds, until the page has what it lacked and the server has what the page had. */
  readonly ms: number;
  readonly traffic: Traffic;
}

/** Whatever has not been said after so long is not said for this exchange. */
const quietMs = 250;
const giveUpMs = 300_000;

/** Exchanges; `brought` are the changes that the server must have at the end. */
export async function exchange(
  { session, server }: { readonly session: Session; readonly server: PeerServer },
  expected: number,
  brought: readonly Change[] = [],
): Promise<Exchanged> {
  await server.reset();
  const start = performance.now();
  const inPage = await session.sync(expected);
  const ms = brought.length === 0 ? inPage : await arrived(server, brought, start);
  await new Promise((resolve) => setTimeout(resolve, quietMs));
  const traffic = await server.traffic();
  await session.leave();
  return { ms, traffic };
}

async function arrived(server: PeerServer, brought: readonly Change[], start: number): Promise<number> {
  for (;;) {
    const took = performance.now() - start;
    const held = await server.values(brought);
    if (held.every((value, at) => value === brought[at]?.value)) return took;
    if (took > giveUpMs) throw new Error('Some changes never reached the server');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
