/**
 * `POST /sync`: both directions in one round trip and one transaction. Pure over the store and its ports;
 * the simulator runs this very function. Order: who asks (signature, revocation, ticket), what they bring, what they
 * have not read. Nothing is believed, unpacked or written before the signature is verified.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { readableScopes } from '../../shared/domain/policy/readings.ts';
import type { OutcomeRun } from '../../shared/protocol/outcome-runs.ts';
import { encodeReply, encodeVersionReply, type SyncReply } from '../../shared/protocol/sync-reply.ts';
import { type DecodedRequest, decodeRequest, type SyncRequest } from '../../shared/protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { endExpired } from '../access/settle-access.ts';
import { takeCosignature, tellLog } from '../audit/tell-log.ts';
import { glanceFor } from '../coordinator/tell-glance.ts';
import { giveRevocations } from '../trust/give-revocations.ts';
import { statementFor, takeRevocations } from '../trust/revoke.ts';
import { takeBatches } from './decide-batches.ts';
import { askForChunks, giveChunks, takeChunks } from './decide-chunks.ts';
import { openPacks, type PackCounts, type PackDesk, packsAlone } from './decide-packs.ts';
import { giveNothing, givePages, type PagesGiven } from './decide-pages.ts';
import { compareDigests, readCursors } from './decide-readings.ts';
import { giveRepairs } from './decide-repairs.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import { hasRoomToHold } from './held-room.ts';
import type { Device, HubIdentity, HubTransaction } from './hub-store.ts';
import { moveOn, noteReading } from './note-contact.ts';
import { provePages } from './proofs.ts';
import { signPacks, signPlaces } from './sign-places.ts';
import { takeProved } from './take-proved.ts';
import { takeErasureReceipts, takeReceipts } from './take-receipts.ts';
import { takeArrivedMarks } from './take-waiting.ts';
import { tellDecisions } from './tell-decisions.ts';
import { firstTicket, judgeTicket } from './ticket.ts';

export type ExchangeFailure =
  | (Failure<'message-unreadable'> & { readonly reason: string })
  | Failure<'device-unknown'>
  | (Failure<'device-revoked'> & {
      /** The hub's word for it, hexadecimal, for a device that believes no status ([RV5]). */
      readonly revocation?: string;
    })
  | Failure<'signature-invalid'>;

export interface Exchanged {
  /** The whole answer, frames. */
  readonly reply: Uint8Array;
  readonly outcomes: readonly OutcomeRun[];
  readonly packs: PackCounts;
}

/** The smallest and the largest answer that a device may ask for, in bytes. */
const budgets = { least: 4 * 1024, most: 8 * 1024 * 1024 };
/**
 * The most for a request that brought work: the scopes that it moved stay locked until its answer is made, and everybody
 * else who brings work to them waits. What is left is asked for at once, and holds nobody up ([SY16]).
 */
const whileLocked = 256 * 1024;

const noPacks: PackCounts = { made: 0, given: 0, bytes: 0, wanting: [] };
const nothingDecided: Awaited<ReturnType<typeof tellDecisions>> = { settled: [], decisions: [] };

/** Answers one request. A device of another protocol version gets an answer that says so and nothing else. */
export async function exchange(
  tx: HubTransaction,
  ports: ExchangePorts,
  body: Uint8Array,
): Promise<Result<Exchanged, ExchangeFailure>> {
  const hub = await tx.hub();
  const read = decodeRequest(body, hub.id);
  if (!read.ok) {
    if (read.failure.kind === 'version-mismatch')
      return ok({ reply: encodeVersionReply(), outcomes: [], packs: noPacks });
    return fail({ kind: 'message-unreadable', reason: read.failure.reason });
  }
  const { message, digest, signature, open } = read.value;
  const known = await tx.lockDevice(message.device);
  if (known === null) return fail({ kind: 'device-unknown' });
  if (!ports.verify(known.publicKey, digest, signature)) return fail({ kind: 'signature-invalid' });
  const request = open();
  if (!request.ok) return fail({ kind: 'message-unreadable', reason: request.failure });
  // It may be the one that was revoked in the day that a restored hub lost, and say so itself.
  const regained = await takeRevocations(tx, ports, hub, message.givesRevocations ?? []);
  const device = regained === 0 ? known : ((await tx.lockDevice(known.id)) ?? known);
  if (device.revokedAt !== null) {
    await holdFromRevoked(tx, ports, device, request.value);
    const revocation = await statementFor(tx, device.id);
    return fail({ kind: 'device-revoked', ...(revocation === null ? {} : { revocation }) });
  }
  await endExpired(tx, hub, () => ports.clock.now());
  return ok(
    await (message.packsOnly === true && judgeTicket(device, message.ticket) !== 'foreign'
      ? servePacks(tx, ports, hub, device, message)
      : serve(tx, ports, hub, device, request.value)),
  );
}

/** Gives packs and nothing else: what the device says here is noted nowhere, its ticket stays ([PK9]). */
async function servePacks(
  tx: HubTransaction,
  ports: ExchangePorts,
  { epoch }: HubIdentity,
  { id, persons }: Device,
  message: SyncRequest,
): Promise<Exchanged> {
  const readable = readableScopes(await tx.grants(persons), () => ports.clock.now());
  await tx.see({ scopes: readable, device: id });
  const packs = await packsAlone(tx, message, { readable, budget: budgetOf(message, false) });
  const said = { protocol: PROTOCOL_VERSION, epoch, ticket: message.ticket ?? firstTicket, hubTime: ports.clock.now() };
  const nothing = { identity: null, outcomes: [], scopes: [], wants: [] };
  const reply = encodeReply({ message: { ...said, ...nothing }, pages: [], packs, chunks: [], repairs: [] }, message);
  return { reply, outcomes: [], packs: countsOf({ packs }, null) };
}

/** What is heard of a request whose ticket is foreign: what it brings, and nothing that it asks for ([DV6]). */
function withoutQuestions(message: SyncRequest): SyncRequest {
  const {
    glance: _glance,
    packs: _packs,
    ranges: _ranges,
    readings: _readings,
    log: _log,
    revoked: _,
    ...said
  } = message;
  return { ...said, cursors: [], wants: [] };
}

/**
 * Takes everything that a device brings, and tells what was decided about it. Meanwhile the scopes that it names are seen;
 * afterwards those that it may read.
 */
async function takeBrought(
  tx: HubTransaction,
  ports: ExchangePorts,
  who: { readonly hub: HubIdentity; readonly device: Device },
  { message, batches, parcelled, chunks, provedPages }: DecodedRequest,
) {
  const { ticket } = message;
  const grants = await tx.grants(who.device.persons);
  const readable = readableScopes(grants, () => ports.clock.now()).sort();
  const sight = { scopes: readable, device: who.device.id };
  await tx.see(sight);
  const regained = await takeProved(tx, ports, who, provedPages);
  const taken = await takeBatches(tx, ports, who.device, batches, parcelled);
  await takeChunks(tx, readable, chunks);
  const receipts = await takeReceipts(tx, ports, { ...who, readable }, message.receipts ?? []);
  const erased = await takeErasureReceipts(tx, ports, who, message.erasureReceipts ?? []);
  await takeCosignature(tx, ports, who, message);
  const isForeign = judgeTicket(who.device, ticket) === 'foreign';
  const told = isForeign ? nothingDecided : await tellDecisions(tx, ports, who.device, { ...taken, ticket });
  const withMarks = taken.hasArrivals || regained > 0 ? await takeArrivedMarks(tx, ports) : new Set<ScopeId>();
  // A mark stands behind what this request brought: its device has to be given it too.
  const broughtFrom = new Map([...taken.broughtFrom].filter(([scope]) => !withMarks.has(scope)));
  await tx.see(sight);
  const moved = batches.length + chunks.length + receipts + erased + regained + told.settled.length;
  return { ...taken, ...told, broughtFrom, grants, readable, batches: batches.length, moved };
}

async function serve(
  tx: HubTransaction,
  ports: ExchangePorts,
  hub: HubIdentity,
  device: Device,
  request: DecodedRequest,
): Promise<Exchanged> {
  const isForeign = judgeTicket(device, request.message.ticket) === 'foreign';
  const message = isForeign ? withoutQuestions(request.message) : request.message;
  const brought = await takeBrought(tx, ports, { hub, device }, request);
  const { grants, readable, outcomes, broughtFrom, misnamed, batches, settled, decisions } = brought;
  const cursors = isForeign ? null : await readCursors(tx, ports, device, message, readable);
  const desk = await openPacks(tx, ports, hub, message, { readable, mayCut: batches === 0 });
  const budget = budgetOf(message, batches > 0);
  const given =
    cursors === null
      ? giveNothing(budget)
      : await givePages(tx, { ...message, cursors }, hub, { readable, broughtFrom, budget, desk });
  const differs = await compareDigests(tx, message.cursors, readable);
  const { sums, shortSums, repairs, contents } = await giveRepairs(tx, message, differs, readable);
  const sentNothing = given.pages.length + given.packs.length === 0;
  const chunksGiven = await giveChunks(tx, readable, message.wants, { left: given.left, sentNothing });
  const glance = message.glance === true ? await glanceFor(tx, ports, grants, budget / 4) : null;
  const moved = brought.moved + given.scopes.length + chunksGiven.length > 0;
  const waiting = Math.max(0, message.waiting - answeredIn(outcomes));
  const keySince = hub.keys.at(-1)?.since ?? 0;
  const { ticket, identity } = await moveOn(tx, ports, { hub, device }, { ...message, waiting, moved, keySince });
  if (cursors !== null) await noteReading(tx, device, given, { message, cursors, readable, outcomes });
  const hubTime = ports.clock.now();
  const proofs = provePages(ports, hub, [...given.contents, ...contents]);
  const parts = {
    message: {
      protocol: PROTOCOL_VERSION,
      epoch: hub.epoch,
      ticket,
      hubTime,
      identity,
      outcomes: [...outcomes],
      ...signGiven(ports, hub, hubTime, given),
      ...(await giveRevocations(tx, message.revoked)),
      wants: [...(await askForChunks(tx, readable, device.id))],
      ...(proofs.length === 0 ? {} : { proofs }),
      ...(glance === null ? {} : { glance }),
      ...(await tellLog(tx, ports, hub, message)),
      ...(settled.length === 0 ? {} : { settled, decisions }),
      ...(misnamed ? { sayIds: true } : {}),
      ...(cursors === null ? { sayCursors: true } : {}),
      ...(differs.length === 0 ? {} : { differs }),
      ...(sums.length === 0 ? {} : { sums }),
      ...(shortSums.length === 0 ? {} : { shortSums }),
    },
    pages: given.pages,
    packs: given.packs,
    chunks: chunksGiven,
    repairs,
  };
  const reply = encodeReply(parts, request.message);
  return { reply, outcomes, packs: countsOf(given, desk) };
}

/** Where scopes stand and which packs there are, each place signed. */
function signGiven(
  ports: ExchangePorts,
  hub: HubIdentity,
  at: number,
  { scopes, manifests }: PagesGiven,
): Pick<SyncReply, 'scopes' | 'packs'> {
  const packs = manifests.length === 0 ? {} : { packs: signPacks(ports, hub, at, manifests) };
  return { scopes: signPlaces(ports, hub, at, scopes), ...packs };
}

/** Bytes of an answer, as the device asks for and as may be. */
function budgetOf({ budget }: Pick<SyncRequest, 'budget'>, hasWork: boolean): number {
  return Math.min(Math.max(budget, budgets.least), hasWork ? whileLocked : budgets.most);
}

function countsOf({ packs }: Pick<PagesGiven, 'packs'>, desk: PackDesk | null): PackCounts {
  const bytes = packs.reduce((sum, { length }) => sum + length, 0);
  return { made: desk?.made() ?? 0, given: packs.length, bytes, wanting: desk?.wanting() ?? [] };
}

/** What a revoked device still brings is held for a person ([HB5]); the device learns nothing of it. */
async function holdFromRevoked(
  tx: HubTransaction,
  ports: ExchangePorts,
  device: Device,
  { batches, parcelled }: Pick<DecodedRequest, 'batches' | 'parcelled'>,
): Promise<void> {
  if (batches.length === 0) return;
  await tx.see({ scopes: [], device: device.id });
  if (await hasRoomToHold(tx, device.id)) await takeBatches(tx, ports, device, batches, parcelled);
}

/** How many operations do not wait on their device any more once it has this answer. */
function answeredIn(outcomes: readonly OutcomeRun[]): number {
  return outcomes.reduce((sum, { kind, count }) => (kind === 'needs-newer-hub' ? sum : sum + count), 0);
}
