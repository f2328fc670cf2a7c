/**
 * The judgement of a healed world, by an oracle of its own: what is lost, and who disagrees. It reads the hub's log and
 * the rule "a head is what nothing supersedes", and none of the engine's merging.
 */
import type { Json } from '../../shared/base/json.ts';
import { rulingOf } from '../../shared/domain/decision.ts';
import { erasureIn } from '../../shared/domain/erasure/erasure.ts';
import { frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { scopeOfPage } from '../../shared/protocol/page.ts';
import { pageIn } from '../../shared/protocol/proved-page.ts';
import { openShelved } from '../../shared/protocol/shelved-batch.ts';
import type { Engine } from '../../shared/sync/engine.ts';
import { everything } from '../../shared/sync/ports.ts';
import { isDeclared } from '../../shared/sync/witness.ts';
import { everythingOf } from '../support/everything-of.ts';
import { type ErasedThere, erasedThere, isSample, leftAtHub, leftOnLaptop, spokenForTwo } from './erasures.ts';
import type { Laptop } from './laptop.ts';
import { isKnown, notAsItCame } from './mixed-editions.ts';
import { goneIn, misplaced } from './moves.ts';
import { disowned, takenRevoked } from './rooms.ts';
import type { World } from './world.ts';

export interface Verdict {
  /** Saved operations that the hub neither accepted nor keeps, and records that a move left nowhere ([MV5]). */
  readonly lost: number;
  /** Devices whose records are not what the hub's log says, or that never came to rest. */
  readonly diverged: number;
  /** Scopes that were sent to a device, or are held by one, while nobody on it may read them ([SC2], [SC7]). */
  readonly leaked: number;
  /** Purged scopes that came back, also by a rebuild from the journal ([SC4]). */
  readonly resurrected: number;
  readonly reasons: readonly string[];
}

export async function judge(world: World, settled: boolean): Promise<Verdict> {
  const reasons: string[] = [];
  const known = new Set<string>();
  const held = new Set<string>();
  const expected = new Map<string, ReadonlyMap<string, string>>();
  const logs = new Map<string, StoredOperation[]>();
  const gone = new Set<string>();
  for (const scope of world.hub.scopes) {
    const operations = (await world.hub.log(scope)).map(({ operation }) => operation);
    logs.set(scope, operations);
    for (const { id } of operations) known.add(id);
    for (const id of await world.hub.kept(scope)) held.add(id);
  }
  const types = new Map([...logs.values()].flat().map(({ record, type }) => [record, type]));
  const erased = erasedThere(logs);
  // What a lost day erased, and the hub does not know of, is erased where it was heard of: there and elsewhere it looks otherwise.
  const halfErased = await halfErasedIn(world, known);
  for (const [scope, operations] of logs) {
    const shown = operations.filter((operation) => !erased.takes(operation) && !halfErased.has(operation.record));
    expected.set(scope, headsByRecord(shown));
    for (const record of goneIn(shown)) gone.add(record);
  }
  // A change of what is erased is not sent any more, and nobody misses it.
  const isUnsent = (id: string) => {
    const record = world.recordOf.get(id) ?? '';
    return erased.records.has(record) || halfErased.has(record);
  };
  const heard = await heardIn(world);
  const absent = [...world.saved].filter(([id]) => !known.has(id) && !held.has(id) && !isUnsent(id));
  const untold = await untoldTo(
    world,
    heard,
    absent.map(([id]) => id),
  );
  const missing = absent.filter(([id]) => !untold.has(id));
  for (const [id, name] of missing) reasons.push(`${id} saved on ${name} is nowhere at the hub`);
  const astray = misplaced(logs);
  reasons.push(...astray);
  let diverged = settled ? 0 : 1;
  if (!settled) reasons.push('the network never came to rest');
  const undecided = await misdecided(world);
  diverged += undecided.length;
  reasons.push(...undecided);
  const doubled = isSample(world.seed) ? [] : spokenForTwo(logs);
  diverged += doubled.length;
  reasons.push(...doubled);
  const taken = await Promise.all(world.laptops.map((laptop) => takenRevoked(world, laptop)));
  const nobodys = [...(await disowned(world, heard)), ...taken.flat()];
  diverged += nobodys.length;
  reasons.push(...nobodys);
  const outside = { leaked: world.leaks.length, resurrected: 0 };
  reasons.push(...world.leaks);
  for (const faults of [world.tooEarly, world.silence?.unnoticed ?? []]) {
    diverged += faults.length;
    reasons.push(...faults);
  }
  for (const laptop of heard) {
    const readable = await world.hub.readable(laptop.persons);
    const read = [...expected].flatMap(([scope, records]) => (readable.has(scope) ? [...records] : []));
    const shown = new Map(read.filter(([record]) => isKnown(laptop, types.get(record) ?? '')));
    const engine = await laptop.engine();
    const complaint =
      engine === null
        ? 'does not start'
        : ((await complaintOf(engine, shown, {
            missing: new Set([...held, ...world.gone, ...untold]),
            records: halfErased,
          })) ??
          (await wronglyListed(engine, shown, gone)) ??
          (await misattributed(laptop, world)) ??
          (world.mixed === null ? null : await notAsItCame(laptop, logs, readable)) ??
          // Who reads no operation has seen nothing signed.
          (read.length === 0 ? null : await accusationOf(engine, world)));
    if (complaint !== null) {
      diverged += 1;
      reasons.push(`${laptop.name} ${complaint}`);
    }
    const unread = world.hub.scopes.filter((scope) => !readable.has(scope));
    const left = await leftOf(laptop, unread);
    outside.leaked += left.length;
    for (const scope of left) reasons.push(`${laptop.name} still holds ${scope}`);
    if (left.length > 0 || unread.length === 0) continue;
    const before = await heldIn(laptop, unread);
    // What is gone must not come back, and what is kept must, when the store is lost and built anew from the journal.
    laptop.loseStore();
    await laptop.engine();
    const back = await leftOf(laptop, unread);
    outside.resurrected += back.length;
    for (const scope of back) reasons.push(`${laptop.name} has ${scope} again`);
    if ((await heldIn(laptop, unread)) === before) continue;
    diverged += 1;
    reasons.push(`${laptop.name} forgot what is held of it`);
  }
  const unerased = world.erasers === null ? [] : await unerasedIn({ ...world, laptops: heard }, erased);
  outside.resurrected += unerased.length;
  reasons.push(...unerased);
  return { lost: missing.length + astray.length, diverged, ...outside, reasons };
}

/** Laptops that the hub speaks to: a revoked one has what it had, and is told nothing more ([RV5]). */
async function heardIn({ hub, laptops, losses }: World): Promise<Laptop[]> {
  if (losses === null) return laptops;
  const revoked = await Promise.all(laptops.map(({ device }) => hub.isRevoked(device)));
  return laptops.filter((_, at) => revoked[at] !== true);
}

/**
 * What of this only revoked laptops have, and it is not their own work that waits: they hand over that and nothing else, since nobody tells
 * them that the hub was restored and lost something, and since they carry nothing for others any more ([RV5], [RM8]).
 */
async function untoldTo(world: World, heard: readonly Laptop[], ids: readonly string[]): Promise<ReadonlySet<string>> {
  const revoked = world.laptops.filter((laptop) => !heard.includes(laptop));
  if (revoked.length === 0 || ids.length === 0) return new Set();
  const elsewhere = await Promise.all(heard.map((laptop) => laptop.holds(ids)));
  const missed = new Set(elsewhere.flatMap((held) => [...held]));
  for (const { device, disk } of revoked) {
    const waiting = await disk.store.outbox(everything);
    for (const { id, origin } of waiting) if (origin.device === device) missed.add(id);
  }
  return new Set(ids.filter((id) => !missed.has(id)));
}

/** Records of erasures that laptops hold and the order does not: nobody confirmed them, the hub refused them, or they went with a lost day. */
async function halfErasedIn(
  { erasers, laptops, hub }: World,
  known: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const records = new Set<string>();
  for (const { disk } of erasers === null ? [] : laptops) {
    for (const scope of hub.scopes) {
      for (const row of await everythingOf(disk.store, scope)) {
        if (known.has(row.id)) continue;
        for (const { id } of erasureIn(row)?.records ?? []) records.add(id);
      }
    }
  }
  return records;
}

/** Where anything that was erased still is, or comes back when a store is built anew, and who never said that it erased ([ER3] to [ER7]). */
async function unerasedIn(world: World, erased: ErasedThere): Promise<string[]> {
  const faults = await leftAtHub(world.hub, erased);
  const receipts = await world.hub.erasureReceipts();
  for (const laptop of world.laptops) {
    const readable = [...(await world.hub.readable(laptop.persons))];
    faults.push(...(await leftOnLaptop(laptop, readable, erased)));
    for (const scope of readable) {
      for (const id of erased.by.get(scope) ?? []) {
        if (!receipts.has(`${laptop.device} ${id}`))
          faults.push(`${laptop.name} gave no receipt for what was erased by ${id}`);
      }
    }
    laptop.loseStore();
    await laptop.engine();
    const back = await leftOnLaptop(laptop, readable, erased);
    faults.push(...back.map((one) => `${one}, after a rebuild`));
  }
  return faults;
}

/** What the hub decided and its order does not say so, or says and was not done, or says twice ([HB10], [HB11]). */
async function misdecided({ hub, wasRestored }: World): Promise<string[]> {
  const faults: string[] = [];
  for (const scope of hub.scopes) {
    const log = await hub.log(scope);
    const places = new Map(log.map(({ operation, seq }) => [operation.id, seq]));
    const outcomes = new Map((await hub.keptOutcomes(scope)).map((outcome) => [outcome.id, outcome]));
    const said = new Map<string, string[]>();
    for (const { operation, seq } of log) {
      const ruling = rulingOf(operation);
      for (const id of ruling?.operations ?? []) {
        said.set(id, [...(said.get(id) ?? []), `${ruling?.outcome} by ${ruling?.by.person}`]);
        const kept = outcomes.get(id);
        const isDone =
          ruling?.outcome === 'accepted'
            ? (places.get(id) ?? seq) < seq
            : kept?.kind === 'refused' && kept.reason === ruling?.outcome;
        // After a lost day the same work may have been decided anew, and otherwise ([HB12]).
        if (!isDone && !wasRestored) faults.push(`${id} was ${ruling?.outcome} in the order only`);
      }
    }
    for (const [id, rulings] of said) if (rulings.length > 1 && !wasRestored) faults.push(`${id} was decided twice`);
    for (const { operation, verdict, by } of await hub.decisions(scope)) {
      const isSaid = said.get(operation.id)?.includes(`${verdict} by ${by}`) === true;
      if (!isSaid) faults.push(`${operation.id} was ${verdict} and the order does not say so`);
    }
  }
  return faults;
}

/** Scopes of which a laptop, its journal included, holds more than it wrote itself and the hub has not placed. */
async function leftOf(laptop: Laptop, scopes: readonly string[]): Promise<string[]> {
  const left: string[] = [];
  if (scopes.length === 0) return left;
  const paged = await pagedIn(laptop);
  for (const scope of scopes) {
    if (paged.has(scope)) left.push(`${scope} in its journal`);
    const rows = await everythingOf(laptop.disk.store, scope);
    if (rows.some(({ seq, origin }) => seq !== null || origin.device !== laptop.device)) left.push(scope);
  }
  return left;
}

/** Scopes that the hub's pages and batches of the room in a laptop's journal speak of, but for its own ([SC4]). */
async function pagedIn({ device, disk: { journal } }: Laptop): Promise<ReadonlySet<string>> {
  const scopes = new Set<string>();
  for await (const bytes of journal.read(0)) {
    for (const { type, payload } of readFrames(bytes).frames) {
      const shelved = type === frameTypes.shelved ? openShelved(payload) : null;
      // Own work that the hub holds stays readable ([SC3]), as it was sealed too.
      if (shelved?.ok && shelved.value.batch.device !== device) scopes.add(shelved.value.batch.scope);
      if (type !== frameTypes.page && type !== frameTypes.provedPage) continue;
      const scope = scopeOfPage(type === frameTypes.page ? payload : pageIn(payload));
      if (scope.ok) scopes.add(scope.value);
    }
  }
  return scopes;
}

/** The ids of everything that a laptop holds of scopes. */
async function heldIn({ disk: { store } }: Laptop, scopes: readonly string[]): Promise<string> {
  const rows = await Promise.all(scopes.map((scope) => everythingOf(store, scope)));
  return rows
    .flat()
    .map(({ id }) => id)
    .sort()
    .join();
}

interface LogOperation {
  readonly id: string;
  readonly record: string;
  readonly field: string;
  readonly supersedes: readonly string[];
  readonly value: Json;
  readonly commitment?: string;
}

/** Per record: its fields, the ids of their heads and what those say, as one text. A head whose value was let go is lost. */
function headsByRecord(operations: readonly LogOperation[]): Map<string, string> {
  const superseded = new Set(operations.flatMap(({ supersedes, field }) => supersedes.map((id) => `${field} ${id}`)));
  const records = new Map<string, string[]>();
  for (const { id, record, field, value, commitment } of operations) {
    const heads = records.get(record) ?? [];
    const says = commitment === undefined ? JSON.stringify(value) : 'let go';
    if (!superseded.has(`${field} ${id}`)) heads.push(`${field} ${id} ${says}`);
    records.set(record, heads);
  }
  return new Map([...records].map(([record, heads]) => [record, heads.sort().join('\n')]));
}

/** What is in one list alone. */
function oddOnes(shown: readonly string[], expected: readonly string[]): string[] {
  const [here, there] = [new Set(shown), new Set(expected)];
  return [...shown.filter((id) => !there.has(id)), ...expected.filter((id) => !here.has(id))];
}

async function complaintOf(
  engine: Engine,
  expected: ReadonlyMap<string, string>,
  excused: { readonly missing: ReadonlySet<string>; readonly records: ReadonlySet<string> },
): Promise<string | null> {
  const waiting = (await engine.status()).waiting;
  if (waiting > 0) return `still has ${waiting} operations waiting`;
  const entries = await engine.list({ withDeleted: true });
  const states = (await engine.open(entries.map(({ id }) => id))).filter(({ id }) => !excused.records.has(id));
  const odd = oddOnes(
    states.map(({ id }) => id),
    [...expected.keys()],
  );
  if (odd.length > 0) return `shows ${states.length} records instead of ${expected.size}: ${odd.join(', ')}`;
  for (const state of states) {
    const heads = Object.entries(state.fields).flatMap(([field, list]) =>
      list.map(({ id, value }) => `${field} ${id} ${JSON.stringify(value)}`),
    );
    if (heads.sort().join('\n') !== expected.get(state.id)) return `disagrees about record ${state.id}`;
    // What supersedes a held operation may be accepted while the held one waits for its steward; one that went with a lost
    // day of the hub comes no more.
    if (state.missing.some(({ id }) => !excused.missing.has(id))) return `misses operations of record ${state.id}`;
  }
  return null;
}

/** A device lists what was deleted or moved away, or hides what somebody keeps or edited unseen ([MG4], [MV7]). */
async function wronglyListed(
  engine: Engine,
  expected: ReadonlyMap<string, string>,
  gone: ReadonlySet<string>,
): Promise<string | null> {
  const listed = new Set((await engine.list({})).map(({ id }) => id));
  const wrong = [...expected.keys()].find((record) => listed.has(record) === gone.has(record));
  if (wrong === undefined) return null;
  return listed.has(wrong) ? `lists ${wrong}, which is gone` : `hides ${wrong}, which is not gone`;
}

/** A device holds that somebody else wrote an operation than the hub says: ids do not cover their authors ([OP2]). */
async function misattributed({ disk }: Laptop, { hub }: World): Promise<string | null> {
  for (const scope of hub.scopes) {
    const origins = new Map((await hub.log(scope)).map(({ operation }) => [operation.id, operation.origin]));
    for (const { id, seq, origin } of await everythingOf(disk.store, scope)) {
      const { author } = origins.get(id) ?? origin;
      if (seq !== null && author !== origin.author) return `says that somebody else wrote ${id}`;
    }
  }
  return null;
}

/** A device accuses the hub of another order than it signed, or holds it to a place that its log does not have ([AU4]). */
async function accusationOf(engine: Engine, world: World): Promise<string | null> {
  const { places, contradictions, log } = await engine.witness();
  const wasSilent = world.silence?.wentBack === true;
  // A hub that says that it was restored has another history, and another epoch; one that went back and said nothing is rightly accused.
  const [contradiction] = wasSilent ? [] : contradictions.filter((one) => !isDeclared(one));
  if (contradiction !== undefined) return `accuses the hub: ${contradiction.kind} at ${contradiction.seen.seq}`;
  const [evidence] = wasSilent ? [] : log.evidence;
  if (evidence !== undefined) return `accuses the hub of a log that is ${evidence.kind}`;
  const current = await world.hub.epoch();
  if (log.seen === null) return 'never saw the log of the hub';
  const { checkpoint } = log.seen;
  if (checkpoint.epoch === current && (await world.hub.logRoot(checkpoint)) !== checkpoint.root) {
    return `cosigned a log of ${checkpoint.size} entries, which the hub does not have`;
  }
  for (const { scope, seq, chain, epoch } of places) {
    if (seq === 0 || epoch !== current) continue;
    const entry = (await world.hub.log(scope))[seq - 1];
    if (entry?.chain !== chain) return `was shown place ${seq}, which the hub does not have`;
  }
  return places.length === 0 ? 'witnessed nothing' : null;
}
