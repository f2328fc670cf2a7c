/**
 * What the engine knows of packs between answers ([PK4] to [PK8]): which there are, which came before their turn. Losing it
 * costs asking for a manifest again.
 */
import type { ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { type PackPlace, packHash } from '../protocol/pack.ts';
import type { SignedPlace } from '../protocol/signed-place.ts';
import type { SyncReply } from '../protocol/sync-reply.ts';
import { packsPerRequest } from '../protocol/sync-request.ts';
import type { PagesFailure } from './check-pages.ts';
import type { IdentifiedPack } from './identified-pack.ts';
import type { IdentifyPack } from './ports.ts';

/** A pack that the hub has, as its manifest says. */
export interface KnownPack {
  readonly scope: ScopeId;
  readonly first: number;
  readonly last: number;
  /** The chain hash before its first place. */
  readonly before: string;
  /** The chain hash at its last place. */
  readonly chain: string;
  readonly hash: string;
  readonly size: number;
  readonly proof: string | undefined;
  /** Its last place as the hub signed it; undefined to who knows no key of the hub. */
  readonly signed: SignedPlace | undefined;
  /** The scope went on behind it when the hub said so. */
  readonly more: boolean;
}

export interface PackReading {
  /** What is still to be absorbed of each scope, in order. */
  readonly manifests: Map<ScopeId, readonly KnownPack[]>;
  /** Packs that came and were not absorbed yet, by hash; each is what its hash says. */
  readonly held: Map<string, Uint8Array>;
  /** Packs that came while those before are absorbed, by hash: another thread may have them before they are taken over. */
  readonly arrived: Map<string, Uint8Array>;
  /** What another thread makes of packs, by hash. */
  readonly identified: Map<string, Identifying>;
  /** Packs that came as other bytes since `sync` was called. */
  wrong: number;
}

interface Identifying {
  /** Resolves when the thread answered or failed. */
  readonly ends: Promise<void>;
  /** Null for what is not as its manifest says, undefined while nothing came of it and when the thread failed. */
  made: IdentifiedPack | null | undefined;
}

/** So many packs come wrong in one sync, and the rest of it is read as pages ([PK6]). */
const mostWrong = 3;

export function createPackReading(): PackReading {
  return { manifests: new Map(), held: new Map(), arrived: new Map(), identified: new Map(), wrong: 0 };
}

/** The hashes to ask for within a budget; null when packs are not read for the rest of this sync. */
export function packsToAsk({ manifests, held, wrong }: PackReading, budget: number): string[] | null {
  if (wrong >= mostWrong) return null;
  const hashes: string[] = [];
  let room = budget;
  for (const packs of manifests.values()) {
    for (const [n, { hash, size }] of packs.filter((pack) => !held.has(pack.hash)).entries()) {
      room -= size;
      // The first of each scope is asked for in any case: it says that its manifest is known here.
      if (room >= 0 || n === 0) hashes.push(hash);
    }
  }
  return hashes.slice(0, packsPerRequest);
}

/** Bytes of packs that one request asks for while others are absorbed: what came last is the rest of a person's waiting ([PK9]). */
const fetchedAtOnce = 512 * 1024;

/** So little is absorbed at once: it is not worth more requests. */
const fetchedLast = 64 * 1024;

/**
 * The next packs to fetch within a budget, at least one; none while packs are not read. Never more than half of what is left
 * where that is much: so little is to be absorbed once the last has come.
 */
export function packsToFetch({ manifests, held, wrong }: PackReading, budget: number): string[] {
  if (wrong >= mostWrong) return [];
  const pending = [...manifests.values()].flat().filter(({ hash }) => !held.has(hash));
  const left = pending.reduce((sum, { size }) => sum + size, 0);
  const hashes: string[] = [];
  let room = Math.min(budget, fetchedAtOnce, Math.max(fetchedLast, left / 2));
  for (const { hash, size } of pending) {
    room -= size;
    if ((room < 0 && hashes.length > 0) || hashes.length === packsPerRequest) break;
    hashes.push(hash);
  }
  return hashes;
}

/** The manifests of an answer; a failure when one does not follow the answer's own pages. */
export function readManifests(
  { scopes, packs = [] }: Pick<SyncReply, 'scopes' | 'packs'>,
  signed: ReadonlyMap<string, SignedPlace>,
): Result<ReadonlyMap<ScopeId, readonly KnownPack[]>, PagesFailure> {
  const named = new Map(scopes.map((one) => [one.scope, one]));
  const manifests = new Map<ScopeId, readonly KnownPack[]>();
  for (const { scope, first, packs: rows } of packs) {
    const { seq: from, chain: chainThere = '', end = 0 } = named.get(scope) ?? {};
    let after = from;
    let before = chainThere;
    const known: KnownPack[] = [];
    for (const { hash, last, chain, size, proof } of rows) {
      if (after === undefined || (known.length === 0 && first !== after + 1) || last <= after) {
        return fail({ kind: 'answer-unreadable', reason: 'packs do not follow the pages' });
      }
      known.push({
        scope,
        first: after + 1,
        last,
        before,
        chain,
        hash,
        size,
        proof,
        signed: signed.get(hash),
        more: last < end,
      });
      [after, before] = [last, chain];
    }
    manifests.set(scope, known);
  }
  return ok(manifests);
}

/** Takes over the manifests of an answer, and forgets those that do not go on from `readTo`, where each scope was read to. */
export function noteManifests(
  reading: PackReading,
  fresh: ReadonlyMap<ScopeId, readonly KnownPack[]>,
  readTo: (scope: ScopeId) => number | null,
): void {
  for (const [scope, packs] of fresh) reading.manifests.set(scope, packs);
  for (const [scope, [next]] of [...reading.manifests]) {
    const seq = readTo(scope);
    if (seq === null || next?.first !== seq + 1) reading.manifests.delete(scope);
  }
  dropUnnamed(reading);
}

/** Forgets what is known of a scope's packs. */
export function forgetPacks(reading: PackReading, scope: ScopeId): void {
  reading.manifests.delete(scope);
  dropUnnamed(reading);
}

function dropUnnamed({ manifests, held, identified }: PackReading): void {
  const named = new Set([...manifests.values()].flatMap((packs) => packs.map(({ hash }) => hash)));
  for (const hash of [...held.keys()]) if (!named.has(hash)) held.delete(hash);
  for (const hash of [...identified.keys()]) if (!named.has(hash)) identified.delete(hash);
}

/** Keeps the packs that came and are known. Returns the scopes of those that came as other bytes than asked for ([PK6]). */
export function keepPacks(
  reading: PackReading,
  payloads: readonly Uint8Array[],
  asked: readonly string[],
): readonly ScopeId[] {
  const scopeOf = new Map([...reading.manifests.values()].flat().map(({ hash, scope }) => [hash, scope]));
  let wrong = 0;
  reading.arrived.clear();
  for (const payload of payloads) {
    const hash = packHash(payload);
    if (scopeOf.has(hash)) reading.held.set(hash, payload.slice());
    else if (!asked.includes(hash)) wrong += 1;
  }
  reading.wrong += wrong;
  // Whose place it took cannot be told; it is one of those that did not come.
  const missing = asked.flatMap((hash) => (reading.held.has(hash) ? [] : (scopeOf.get(hash) ?? [])));
  return missing.slice(0, wrong);
}

/** What a pack must be. */
export const placeOf = ({ scope, first, before, last, chain }: KnownPack): PackPlace => {
  return { scope, after: { seq: first - 1, chain: before }, last, chain };
};

/** Packs that are identified beside the one that is absorbed: two threads have something to do while one that is large is written. */
const identifiedAhead = 6;

/** Gives packs to other threads that came while those before are still absorbed: the threads would have nothing to do. */
export function identifyArrived(reading: PackReading, payloads: readonly Uint8Array[], identify: IdentifyPack): void {
  for (const payload of payloads) reading.arrived.set(packHash(payload), payload.slice());
  identifyAhead(reading, identify);
}

/** Has another thread identify the packs whose turn comes next, as far as they are here ([PK11]). */
export function identifyAhead({ manifests, held, arrived, identified }: PackReading, identify: IdentifyPack): void {
  for (const packs of manifests.values()) {
    for (const pack of packs) {
      const payload = held.get(pack.hash) ?? arrived.get(pack.hash);
      if (payload === undefined) break;
      if (identified.size >= identifiedAhead) return;
      if (!identified.has(pack.hash)) identified.set(pack.hash, identifying(identify(payload, placeOf(pack))));
    }
  }
}

function identifying(asked: ReturnType<IdentifyPack>): Identifying {
  const one: Identifying = {
    made: undefined,
    ends: asked.then(
      (made) => {
        one.made = made;
      },
      // Whose thread ends is read like any other.
      () => {},
    ),
  };
  return one;
}

/** Resolves when no thread has anything to do any more for the pack whose turn comes next. Nobody else is held up by it. */
export async function nextIdentified(reading: PackReading): Promise<void> {
  const next = nextTurn(reading);
  if (next !== null) await reading.identified.get(next.pack.hash)?.ends;
}

export interface Turn {
  readonly pack: KnownPack;
  readonly payload: Uint8Array;
  /** What another thread made of it; undefined when none did until now. */
  readonly made: IdentifiedPack | null | undefined;
}

/** The next pack whose turn it is, with its bytes; taken out. */
export function takeTurn(reading: PackReading): Turn | null {
  const next = nextTurn(reading);
  if (next === null) return null;
  const { pack, payload, rest } = next;
  const made = reading.identified.get(pack.hash)?.made;
  reading.held.delete(pack.hash);
  reading.identified.delete(pack.hash);
  if (rest.length > 0) reading.manifests.set(pack.scope, rest);
  else reading.manifests.delete(pack.scope);
  return { pack, payload, made };
}

function nextTurn({ manifests, held }: PackReading) {
  for (const [pack, ...rest] of manifests.values()) {
    const payload = pack === undefined ? undefined : held.get(pack.hash);
    if (pack !== undefined && payload !== undefined) return { pack, payload, rest };
  }
  return null;
}
