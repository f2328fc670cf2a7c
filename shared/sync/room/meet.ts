/**
 * Meeting another laptop: who it is, what both may read, what each lacks, until neither lacks anything ([RM2] to [RM6]). With
 * nothing new it takes two messages. Each message that gives batches counts by itself: what is cut off goes on with the next meeting.
 */
import type { ScopeId } from '../../base/ids.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { DeviceCertificate } from '../../protocol/device-certificate.ts';
import {
  decodeRoomMessage,
  encodeRoomMessage,
  type RoomMessage,
  type RoomMessageFailure,
} from '../../protocol/room-message.ts';
import { isAgreed } from '../agreed.ts';
import { type EngineCore, storeSafely } from '../engine-core.ts';
import { ownRevocation } from '../take-revocations.ts';
import { pickWanted } from './answer-room.ts';
import { authenticate, commonScopes, type OwnRoom, ownRoom } from './authenticate.ts';
import { hearRevocations, revocationsFor } from './hear-revocations.ts';
import { inTurn, messageOf, noteAsked, noteMet, peopleOf, type Room, stoodBy } from './room.ts';
import type { BatchRefusal, MeetFailure, Meeting, RoomLine, RoomTransport } from './room-api.ts';
import { loadShelf, refreshShelf, shelfDigest } from './shelf.ts';
import { takeBatches } from './take-batches.ts';

/** Batches that one message asks for: more would not fit into the answer anyway. */
const wantsAtOnce = 512;
/** Whoever always has more ends the meeting, not the battery. */
const mostMessages = 2_000;

/** Connects and exchanges. */
export async function meet(
  core: EngineCore,
  room: Room,
  transport: RoomTransport,
  address: string,
): Promise<Result<Meeting, MeetFailure>> {
  const own = await ownRoom(core);
  if (!own.ok) return own;
  if (ownRevocation(core) !== null) return fail({ kind: 'room-own-certificate', reason: 'revoked' });
  const loaded = await storeSafely(() => loadShelf(core, room.shelf));
  if (!loaded.ok) return loaded;
  const line = await transport.connect(address);
  if (!line.ok) return line;
  try {
    return await exchangeOver(core, room, own.value, line.value);
  } finally {
    await line.value.close();
  }
}

/** What the other one said last, proved. */
interface Heard {
  readonly certificate: DeviceCertificate;
  readonly message: RoomMessage;
  readonly shelved: readonly Uint8Array[];
}

/** What goes over one line, counted. */
interface Talk {
  readonly own: OwnRoom;
  readonly line: RoomLine;
  requests: number;
  bytesUp: number;
  bytesDown: number;
}

async function exchangeOver(
  core: EngineCore,
  room: Room,
  own: OwnRoom,
  line: RoomLine,
): Promise<Result<Meeting, MeetFailure>> {
  const talk: Talk = { own, line, requests: 0, bytesUp: 0, bytesDown: 0 };
  const hello = await say(core, talk, messageOf(core, own, 'hello'), []);
  if (!hello.ok) return hello;
  const { device } = hello.value.certificate;
  const { certificate, message } = hello.value;
  const { people } = message;
  const common = commonScopes(own, certificate);
  if (!isAgreed(core, certificate.publicKey)) {
    noteAsked(core, room, { certificate, people: people ?? [], common });
    return fail({ kind: 'room-not-agreed' });
  }
  const fresh = await inTurn(core, async () => stoodBy(core, await refreshShelf(core, room.shelf, own, common)));
  if (!fresh.ok) return fresh;
  const scopes = common.map((scope) => ({ scope, digest: shelfDigest(room.shelf, scope) }));
  const asking = { ...messageOf(core, own, 'list'), ...revocationsFor(core, hello.value.message) };
  const listed = await say(core, talk, { ...asking, ...peopleOf(own), scopes }, []);
  if (!listed.ok) return listed;
  noteMet(core, room, device, { people, scopes: common });
  const given = await giveAndTake(core, room, talk, { common, device, list: listed.value.message });
  core.tell({ types: [], records: [], status: true });
  if (!given.ok) return given;
  const { requests, bytesUp, bytesDown } = talk;
  const after = noteMet(core, room, device, { scopes: common });
  return ok({ ...after, ...given.value, requests, bytesUp, bytesDown });
}

interface Other {
  readonly common: readonly ScopeId[];
  readonly device: string;
  readonly list: RoomMessage;
}

async function giveAndTake(core: EngineCore, room: Room, talk: Talk, { common, device, list }: Other) {
  const { shelf } = room;
  const theirs = (list.scopes ?? []).filter(({ scope, has }) => has !== undefined && common.includes(scope));
  const told = new Set(theirs.flatMap(({ has = [] }) => has));
  const isKnown = (name: string) => [shelf.batches, shelf.done, shelf.refused].some((known) => known.has(name));
  let wants = [...told].filter((name) => !isKnown(name));
  const differs = new Set(theirs.map(({ scope }) => scope));
  let gives = [...shelf.batches.values()].flatMap(({ name, scope }) =>
    differs.has(scope) && !told.has(name) ? name : [],
  );
  const total = { received: 0, sent: 0, refused: {} as Partial<Record<BatchRefusal, number>> };
  while (wants.length + gives.length > 0 && talk.requests < mostMessages) {
    const picked = pickWanted(room, common, gives);
    gives = without(gives, picked.names);
    const asked = { ...messageOf(core, talk.own, 'give'), wants: wants.slice(0, wantsAtOnce) };
    const heard = await say(core, talk, asked, picked.payloads);
    if (!heard.ok) return heard;
    const taken = await inTurn(core, async () =>
      stoodBy(core, await takeBatches(core, shelf, { own: talk.own, common }, heard.value.shelved)),
    );
    if (!taken.ok) return taken;
    const { received, refused, names } = taken.value;
    wants = without(wants, names);
    total.received += received;
    total.sent += picked.operations;
    for (const reason of refused) total.refused[reason] = (total.refused[reason] ?? 0) + 1;
    noteMet(core, room, device, { scopes: common, received, refused, sent: picked.operations });
  }
  return ok(total);
}

/** What is left of names after these; none of these is a sign that none of the others is to be had. */
function without(names: readonly string[], done: readonly string[]): string[] {
  const gone = new Set(done);
  const left = names.filter((name) => !gone.has(name));
  return left.length === names.length ? [] : left;
}

/** Whose answer nobody gave yet there is told apart from a refusal. */
function refusalOf(failure: RoomMessageFailure): Result<never, MeetFailure> {
  const isUnanswered = failure.kind === 'room-refused' && failure.reason === 'room-not-agreed';
  return fail(isUnanswered ? { kind: 'room-not-agreed-there' } : failure);
}

/** One message and its answer, from whoever the line leads to, proved; what it revokes counts before anything else of it. */
async function say(
  core: EngineCore,
  talk: Talk,
  message: RoomMessage,
  shelved: readonly Uint8Array[],
): Promise<Result<Heard, MeetFailure>> {
  const { line, own } = talk;
  const { exported } = line;
  const sign = (digest: Uint8Array) => core.ports.signer.sign(digest);
  const bytes = await encodeRoomMessage(message, shelved, { exported, from: 'caller' }, sign);
  const answered = await line.exchange(bytes);
  talk.requests += 1;
  talk.bytesUp += bytes.length;
  if (!answered.ok) return answered;
  talk.bytesDown += answered.value.length;
  const decoded = decodeRoomMessage(answered.value);
  if (!decoded.ok) return refusalOf(decoded.failure);
  const channel = { exported, from: 'answerer' } as const;
  const proved = await authenticate(core, own, decoded.value, channel);
  if (!proved.ok) return proved;
  const heard = await inTurn(core, async () => stoodBy(core, await hearRevocations(core, own, decoded.value.message)));
  if (!heard.ok) return heard;
  const still = await authenticate(core, own, decoded.value, channel);
  if (!still.ok) return still;
  if (ownRevocation(core) !== null) return fail({ kind: 'room-own-certificate', reason: 'revoked' });
  return ok({ certificate: still.value.certificate, message: decoded.value.message, shelved: decoded.value.shelved });
}
