/**
 * The device as a witness of the hub: what an answer signs is verified before anything of it is taken, the last signed
 * place of each scope is kept, and an order that does not agree with it is kept as evidence ([AU3], [AU4]).
 */

import { fromHex } from '../base/bytes.ts';
import type { ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { DeviceIdentity, HubKey } from '../domain/identity.ts';
import { certificateIn, verifyDeviceCertificate } from '../protocol/device-certificate.ts';
import { hubKeyId, keysAfter, type Verify } from '../protocol/hub-key.ts';
import { isSigned, type SignedPlace } from '../protocol/signed-place.ts';
import type { ReplyParts, SyncReply } from '../protocol/sync-reply.ts';
import { chainOf, type ScopeRead } from './check-pages.ts';
import type { SyncFailure } from './engine-api.ts';
import type { EngineCore } from './engine-core.ts';

/** The last place of each scope that this device saw signed. */
export type Witnessed = Readonly<Record<ScopeId, SignedPlace>>;

/** Two places that the hub signed and that cannot both be true of one order. */
export interface Contradiction {
  /** `rewritten`: another order up to the place that was seen. `shortened`: an order that ends before it. */
  readonly kind: 'rewritten' | 'shortened';
  readonly seen: SignedPlace;
  readonly given: SignedPlace;
  /** When this device found it, by its clock. */
  readonly at: number;
}

/** A hub that says of itself that its history is another one (restored from a backup) changes its epoch. */
export function isDeclared({ seen, given }: Contradiction): boolean {
  return seen.epoch !== given.epoch;
}

/** Contradictions that are kept: the first are the proof, and a lying hub must not fill the disk. */
export const contradictionsKept = 50;

export interface ProvenReply {
  /** The answer, its identity with every key that is known. */
  readonly reply: ReplyParts;
  /** What it signed. */
  readonly places: readonly SignedPlace[];
  /** The places at which its packs end, by their hashes. */
  readonly packPlaces: ReadonlyMap<string, SignedPlace>;
}

/** Verifies what an answer signs with the hub's keys as they are known with it. Nothing is proven to who knows no key. */
export async function proveReply(core: EngineCore, reply: ReplyParts): Promise<Result<ProvenReply, SyncFailure>> {
  const { message } = reply;
  const { verify } = core.ports;
  const hub = core.memory.identity?.hub ?? '';
  const pinned = core.memory.identity?.hubKeys ?? [];
  const keys =
    message.identity === null ? pinned : await keysAfter(hub, pinned, message.identity.hubKeys ?? [], verify);
  if (keys === null) return fail({ kind: 'hub-key-changed' });
  if (!(await isCertified(message.identity, keys, verify))) return fail({ kind: 'hub-signature-invalid' });
  const places = message.scopes.flatMap((scope) => placeOf(message, scope, keys) ?? []);
  const ends = (message.packs ?? []).flatMap(({ scope, packs }) =>
    packs.map(({ last, ...pack }) => ({ ...pack, scope, seq: last })),
  );
  const packPlaces = new Map(ends.flatMap((end) => pairOf(end.hash, placeOf(message, end, keys))));
  const isProven =
    keys.length === 0 || (places.length === message.scopes.length && ends.every(({ hash }) => packPlaces.has(hash)));
  if (!isProven) return fail({ kind: 'hub-signature-invalid' });
  for (const place of [...places, ...packPlaces.values()]) {
    if (!(await isSigned(hub, keys, place, verify))) return fail({ kind: 'hub-signature-invalid' });
  }
  if (message.identity === null || keys.length === 0) return ok({ reply, places, packPlaces });
  const identity = { ...message.identity, hubKeys: keys.map((key) => ({ ...key })) };
  return ok({ reply: { ...reply, message: { ...message, identity } }, places, packPlaces });
}

/** Whether the certificate that an identity brings is the hub's and this device's; when it counts is asked when it is used ([DC5]). */
async function isCertified(identity: DeviceIdentity | null, keys: readonly HubKey[], verify: Verify): Promise<boolean> {
  if (identity?.certificate === undefined) return true;
  const now = certificateIn(identity)?.certificate.issuedAt ?? 0;
  const { hub, device: id, publicKey } = identity;
  const check = { hub, keys, device: { id, publicKey }, now, revocations: [], verify };
  return (await verifyDeviceCertificate(fromHex(identity.certificate), check)).ok;
}

function pairOf(hash: string, place: SignedPlace | undefined): [string, SignedPlace][] {
  return place === undefined ? [] : [[hash, place]];
}

/** A place as it was signed; undefined when it was not, or when no key is known. */
function placeOf(
  { epoch, hubTime }: SyncReply,
  { scope, seq, chain, signature }: Pick<SyncReply['scopes'][number], 'scope' | 'seq' | 'chain' | 'signature'>,
  keys: readonly HubKey[],
): SignedPlace | undefined {
  const key = keys.at(-1);
  if (key === undefined || signature === undefined) return undefined;
  return { scope, epoch, seq, chain, at: hubTime, key: hubKeyId(key.publicKey), signature };
}

export interface Judged {
  /** Places to keep from now on. */
  readonly signed: readonly SignedPlace[];
  readonly contradictions: readonly Contradiction[];
}

/** Compares what was read up to places that are signed now with the places that were kept before ([AU4]). */
export function judgePlaces(
  witnessed: Witnessed,
  places: readonly SignedPlace[],
  read: ReadonlyMap<ScopeId, ScopeRead>,
  at: number,
): Judged {
  const signed: SignedPlace[] = [];
  const contradictions: Contradiction[] = [];
  for (const given of places) {
    const [seen, scope] = [witnessed[given.scope], read.get(given.scope)];
    // What did not fit its own pages is read from the beginning, and judged then.
    if (scope === undefined) continue;
    const kind = seen === undefined ? null : compare(seen, given, scope);
    if (kind === 'later') continue;
    signed.push(given);
    if (seen !== undefined && kind !== null) contradictions.push({ kind, seen, given, at });
  }
  return { signed, contradictions };
}

/** Null when what was read agrees; `later` while it has not come to the place that was seen. */
function compare(seen: SignedPlace, given: SignedPlace, read: ScopeRead): Contradiction['kind'] | 'later' | null {
  if (given.seq < seen.seq) return read.more ? 'later' : 'shortened';
  const chain = chainOf(read, seen.seq);
  return chain === null || chain === seen.chain ? null : 'rewritten';
}
