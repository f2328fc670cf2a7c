/**
 * Answering another laptop ([RM1] to [RM7]). Nothing is remembered between two messages of a connection: each carries its
 * certificate and its signature, and is answered by what is here then.
 */
import type { ScopeId } from '../../base/ids.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { DeviceCertificate } from '../../protocol/device-certificate.ts';
import {
  batchesListed,
  type DecodedRoomMessage,
  decodeRoomMessage,
  encodeRoomMessage,
  encodeRoomRefusal,
  type RoomMessage,
  roomBudget,
} from '../../protocol/room-message.ts';
import { isAgreed } from '../agreed.ts';
import type { EngineCore } from '../engine-core.ts';
import { ownRevocation } from '../take-revocations.ts';
import { authenticate, commonScopes, type OwnRoom, ownRoom } from './authenticate.ts';
import { hearRevocations, revocationsFor } from './hear-revocations.ts';
import { inTurn, messageOf, noteAsked, noteMet, peopleOf, type Room, stoodBy } from './room.ts';
import type { MeetFailure } from './room-api.ts';
import { loadShelf, namesIn, refreshShelf, shelfDigest } from './shelf.ts';
import { takeBatches } from './take-batches.ts';

/** The answer to a message, or a refusal by its kind and nothing else: who is not known is shown nothing. */
export async function answerRoom(
  core: EngineCore,
  room: Room,
  exported: Uint8Array,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const answered = await answer(core, room, exported, bytes);
  if (!answered.ok) return encodeRoomRefusal(answered.failure.kind);
  const { message, shelved } = answered.value;
  const { signer } = core.ports;
  return encodeRoomMessage(message, shelved, { exported, from: 'answerer' }, (digest) => signer.sign(digest));
}

interface Answer {
  readonly message: RoomMessage;
  readonly shelved: readonly Uint8Array[];
}

async function answer(
  core: EngineCore,
  room: Room,
  exported: Uint8Array,
  bytes: Uint8Array,
): Promise<Result<Answer, MeetFailure>> {
  const own = await ownRoom(core);
  if (!own.ok) return own;
  const decoded = decodeRoomMessage(bytes);
  if (!decoded.ok) return decoded;
  const channel = { exported, from: 'caller' } as const;
  const caller = await authenticate(core, own.value, decoded.value, channel);
  if (!caller.ok) return caller;
  await loadShelf(core, room.shelf);
  return inTurn(core, async () => {
    const heard = stoodBy(core, await hearRevocations(core, own.value, decoded.value.message));
    if (!heard.ok) return heard;
    // What was just heard may be about whoever said it, or about this laptop.
    const still = await authenticate(core, own.value, decoded.value, channel);
    if (!still.ok) return still;
    if (ownRevocation(core) !== null) return fail({ kind: 'room-own-certificate', reason: 'revoked' });
    const { certificate } = still.value;
    return answerCaller(core, room, { own: own.value, certificate, decoded: decoded.value });
  });
}

interface Called {
  readonly own: OwnRoom;
  readonly certificate: DeviceCertificate;
  readonly decoded: DecodedRoomMessage;
}

async function answerCaller(core: EngineCore, room: Room, called: Called): Promise<Result<Answer, MeetFailure>> {
  const { own, certificate, decoded } = called;
  const { message } = decoded;
  const common = commonScopes(own, certificate);
  const said = { ...messageOf(core, own, message.step), ...revocationsFor(core, message) };
  if (message.step === 'hello') return ok({ message: { ...said, ...peopleOf(own) }, shelved: [] });
  if (!isAgreed(core, certificate.publicKey)) {
    noteAsked(core, room, { certificate, people: message.people ?? [], common });
    return fail({ kind: 'room-not-agreed' });
  }
  const fresh = stoodBy(core, await refreshShelf(core, room.shelf, own, common));
  if (!fresh.ok) return fresh;
  if (message.step === 'list') {
    noteMet(core, room, certificate.device, { people: message.people, scopes: common, calls: true });
    core.tell({ types: [], records: [], status: true });
    return ok({ message: { ...said, scopes: listFor(room, common, message) }, shelved: [] });
  }
  const taken = await takeBatches(core, room.shelf, { own, common }, decoded.shelved);
  const stood = stoodBy(core, taken);
  if (!stood.ok) return stood;
  const given = pickWanted(room, common, message.wants ?? []);
  const { received, refused } = stood.value;
  noteMet(core, room, certificate.device, { scopes: common, received, refused, sent: given.operations });
  return ok({ message: said, shelved: given.payloads });
}

/** What is here of each scope, with the names of its batches where the other one says something else ([RM6]). */
export function listFor({ shelf }: Room, common: readonly ScopeId[], { scopes = [] }: Pick<RoomMessage, 'scopes'>) {
  const theirs = new Map(scopes.map(({ scope, digest }) => [scope, digest]));
  return common.map((scope) => {
    const digest = shelfDigest(shelf, scope);
    return theirs.get(scope) === digest
      ? { scope, digest }
      : { scope, digest, has: namesIn(shelf, scope).slice(0, batchesListed) };
  });
}

/** What was asked for and may be given, in that order, up to the budget; at least one. */
export function pickWanted({ shelf }: Room, common: readonly ScopeId[], wants: readonly string[]) {
  const payloads: Uint8Array[] = [];
  const names: string[] = [];
  let [bytes, operations] = [0, 0];
  for (const name of wants) {
    const one = shelf.batches.get(name);
    if (one === undefined || !common.includes(one.scope)) continue;
    if (payloads.length > 0 && bytes + one.payload.length > roomBudget) break;
    payloads.push(one.payload);
    names.push(name);
    bytes += one.payload.length;
    operations += one.ids.length;
  }
  return { payloads, names, operations };
}
