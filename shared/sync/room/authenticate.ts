/** Who speaks on a connection, and whether this laptop may speak to it ([RM2], [RM3]). */
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex, utf8 } from '../../base/bytes.ts';
import type { DeviceId, ScopeId } from '../../base/ids.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { DeviceIdentity } from '../../domain/identity.ts';
import { readableScopes } from '../../domain/policy/readings.ts';
import {
  type DeviceCertificate,
  readDeviceCertificate,
  type SignedCertificate,
  verifyDeviceCertificate,
} from '../../protocol/device-certificate.ts';
import type { Revocation } from '../../protocol/revocation.ts';
import type { DecodedRoomMessage, RoomChannel } from '../../protocol/room-message.ts';
import type { EngineCore } from '../engine-core.ts';
import type { RoomRefusal } from './room-api.ts';

/** This laptop, as it may show itself. */
export interface OwnRoom {
  readonly identity: DeviceIdentity;
  /** As the hub stated it. */
  readonly certificate: Uint8Array;
  readonly signed: SignedCertificate;
  /** Scopes that somebody left behind for a travel: nothing of them comes here ([TM3]). */
  readonly left: ReadonlySet<ScopeId>;
}

/** What counts here as a certificate of the network now. */
export async function checkCertificate(
  { memory, ports }: EngineCore,
  identity: DeviceIdentity,
  bytes: Uint8Array,
  device?: { readonly id?: DeviceId; readonly publicKey?: string },
) {
  const read = readDeviceCertificate(bytes);
  if (!read.ok) return fail({ kind: 'device-certificate-unreadable' as const });
  const { publicKey } = read.value.certificate;
  return verifyDeviceCertificate(bytes, {
    hub: identity.hub,
    keys: identity.hubKeys ?? [],
    device: { publicKey, ...device },
    now: ports.clock.now(),
    revocations: memory.revocations,
    verify: ports.verify,
  });
}

/** What this laptop shows; without a certificate that counts it shows nothing. */
export async function ownRoom(core: EngineCore): Promise<Result<OwnRoom, RoomRefusal>> {
  const { identity } = core.memory;
  if (identity === null) return fail({ kind: 'not-enrolled' });
  if (identity.certificate === undefined) return fail({ kind: 'room-own-certificate', reason: 'none' });
  const certificate = fromHex(identity.certificate);
  const { device: id, publicKey } = identity;
  const checked = await checkCertificate(core, identity, certificate, { id, publicKey });
  if (!checked.ok) return fail({ kind: 'room-own-certificate', reason: checked.failure.kind });
  const left = new Set(core.memory.left.map(({ scope }) => scope));
  return ok({ identity, certificate, signed: checked.value, left });
}

/** The certificate behind a message: the hub's, in force, and of whoever holds this end of the connection. */
export async function authenticate(
  core: EngineCore,
  { identity }: Pick<OwnRoom, 'identity'>,
  { message, signature, digestOn }: DecodedRoomMessage,
  channel: RoomChannel,
): Promise<Result<SignedCertificate, RoomRefusal>> {
  if (message.hub !== identity.hub) return fail({ kind: 'room-other-network' });
  const checked = await checkCertificate(core, identity, fromHex(message.certificate));
  if (!checked.ok) return checked;
  const { device, publicKey } = checked.value.certificate;
  const isThere = await core.ports.verify(fromHex(publicKey), digestOn(channel), signature);
  if (!isThere) return fail({ kind: 'room-not-that-device' });
  return device === identity.device ? fail({ kind: 'room-own-device' }) : checked;
}

/** The scopes that both certificates cover, that are granted here now and not left behind, in one order ([RM5]). */
export function commonScopes({ identity, signed, left }: OwnRoom, theirs: DeviceCertificate): ScopeId[] {
  const ours = new Set(scopesOf(signed.certificate));
  const granted = new Set(readableScopes(identity.grants, unsaid));
  return [...new Set(scopesOf(theirs))]
    .filter((scope) => ours.has(scope) && granted.has(scope) && !left.has(scope))
    .sort();
}

function scopesOf({ holders }: DeviceCertificate): ScopeId[] {
  return holders.flatMap(({ person, grants }) =>
    readableScopes(
      grants.map((grant) => ({ person, ...grant })),
      unsaid,
    ),
  );
}

/** Later than any end: access for a while is served by the hub alone, which ends it ([AR4]). */
const unsaid = () => Number.POSITIVE_INFINITY;

/** All revocations as one value, whatever their order: two laptops that know the same say the same. */
export function digestOfRevocations(revocations: readonly (Revocation & { readonly statement: string })[]): string {
  const hash = sha256.create().update(utf8('waypost revocations'));
  for (const { statement } of [...revocations].sort((a, b) => (a.statement < b.statement ? -1 : 1))) {
    hash.update(fromHex(statement));
  }
  return toHex(hash.digest().subarray(0, 16));
}
