/**
 * The shelf: signed batches for other laptops in the room, this one's own and those that came from others, each as its author's
 * device sealed it ([RM4]). The journal holds them; what is kept here is an index over it. A batch leaves when the hub has
 * answered for all that is in it: from then on it comes from the hub.
 */
import { fromHex, toHex } from '../../base/bytes.ts';
import type { DeviceId, OperationId, ScopeId } from '../../base/ids.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { isErased } from '../../domain/erasure/erased.ts';
import { type Batch, encodeBatch } from '../../protocol/batch.ts';
import { serialOf } from '../../protocol/device-certificate.ts';
import { addToDigest, emptyDigest } from '../../protocol/digest.ts';
import { frameTypes, readFrames } from '../../protocol/frame.ts';
import { isLetGo, type Operation, type StoredOperation } from '../../protocol/operation.ts';
import { joinShelved, openShelved, type ShelvedBatch } from '../../protocol/shelved-batch.ts';
import { decodeStatement } from '../../protocol/statement.ts';
import { addCheckpoint, type Journaling } from '../commit-checkpoint.ts';
import type { EngineCore } from '../engine-core.ts';
import { operationsOfBatch, shelvedFrame } from '../journal-entry.ts';
import { hides } from '../known-beside.ts';
import { isOwn } from '../offer-again.ts';
import { everything, type JournalFailure } from '../ports.ts';
import { batchesOf } from '../start.ts';
import type { OwnRoom } from './authenticate.ts';
import { forHubAlone, nameOfBatch } from './judge-batch.ts';

/** A batch on the shelf. */
export interface OnShelf {
  /** The first half of its hash: its name between laptops. */
  readonly name: string;
  readonly scope: ScopeId;
  readonly device: DeviceId;
  /** Of the certificate behind which it stands. */
  readonly serial: string;
  readonly ids: readonly OperationId[];
  readonly payload: Uint8Array;
}

export interface Shelf {
  /** By name. */
  readonly batches: Map<string, OnShelf>;
  /** Every operation that is in one of them. */
  readonly ids: Set<OperationId>;
  /** Names of batches that the hub has answered for, and others may still have: they are not asked for again. */
  readonly done: Set<string>;
  /** Names of batches that were not taken since the hub was last heard. */
  readonly refused: Set<string>;
  /** The journal is being read, or was. */
  loading: Promise<void> | null;
  isLoaded: boolean;
  /** Something was saved since own work was last put on it. */
  isBehind: boolean;
  /** The hub's ticket as of the last look at what it has answered for: it changes with every answer that moved something ([DV3]). */
  ticket: string | null | undefined;
}

export function createShelf(): Shelf {
  return {
    batches: new Map(),
    ids: new Set(),
    done: new Set(),
    refused: new Set(),
    loading: null,
    isLoaded: false,
    isBehind: true,
    ticket: null,
  };
}

/** Operations of one batch, and about as many bytes of their values: a cut costs one message, and a batch is what is resumed. */
const batchOperations = 500;
const batchCharacters = 256 * 1024;

/** Brings the shelf up to date: what is in the journal, what waits of these scopes, and what the hub has answered for since. Runs in the writers' queue. */
export async function refreshShelf(
  core: EngineCore,
  shelf: Shelf,
  own: OwnRoom,
  scopes: readonly ScopeId[],
): Promise<Result<null, JournalFailure>> {
  await pruneShelf(core, shelf);
  if (!shelf.isBehind) return ok(null);
  return sealWaiting(core, shelf, own, new Set(scopes));
}

/** What is on the shelf of a scope, as one value ([RM6]). */
export function shelfDigest(shelf: Shelf, scope: ScopeId): string {
  return addToDigest(emptyDigest, namesIn(shelf, scope));
}

/** The names of a scope's batches, in the order of coming. */
export function namesIn({ batches }: Shelf, scope: ScopeId): string[] {
  return [...batches.values()].flatMap((one) => (one.scope === scope ? one.name : []));
}

export function putOnShelf(shelf: Shelf, payload: Uint8Array, opened: ShelvedBatch): OnShelf {
  const { scope, device, hash, operations } = opened.batch;
  const one = {
    name: nameOfBatch(hash),
    scope,
    device,
    serial: serialIn(opened.certificate),
    ids: operations.map(({ id }) => id),
    payload: payload.slice(),
  };
  shelf.batches.set(one.name, one);
  for (const id of one.ids) shelf.ids.add(id);
  return one;
}

function serialIn(certificate: Uint8Array): string {
  const statement = decodeStatement(certificate);
  return statement.ok ? serialOf(statement.value.body) : '';
}

/** Reads the journal once, while others save. Throws when it cannot be read. */
export function loadShelf(core: EngineCore, shelf: Shelf): Promise<void> {
  shelf.loading ??= load(core, shelf).catch((error: unknown) => {
    shelf.loading = null;
    throw error;
  });
  return shelf.loading;
}

async function load(core: EngineCore, shelf: Shelf): Promise<void> {
  for await (const bytes of core.ports.journal.read(0)) {
    for (const { type, suite, payload } of readFrames(bytes).frames) {
      if (type !== frameTypes.shelved || suite !== 0) continue;
      const opened = openShelved(payload);
      if (opened.ok) putOnShelf(shelf, payload, opened.value);
    }
  }
  shelf.isLoaded = true;
  shelf.ticket = undefined;
}

/** Forgets what is on it: a hub that was restored may have lost what it had answered for, so the journal is read again when that is asked. */
export function clearShelf(shelf: Shelf): void {
  for (const known of [shelf.batches, shelf.ids, shelf.done]) known.clear();
  Object.assign(shelf, { loading: null, isLoaded: false, isBehind: true });
}

/** Takes away what the hub has answered for since the last look. */
export async function pruneShelf(core: EngineCore, shelf: Shelf): Promise<void> {
  if (shelf.isLoaded && shelf.ticket !== core.memory.ticket) await prune(core, shelf);
}

/** Takes away what needs no laptop any more: the hub has placed it, or does not accept it, or it was purged with its scope. */
async function prune(core: EngineCore, shelf: Shelf): Promise<void> {
  const { memory, ports } = core;
  shelf.ticket = memory.ticket;
  shelf.refused.clear();
  const granted = new Set(memory.identity?.grants.map(({ scope }) => scope));
  for (const one of [...shelf.batches.values()]) {
    const rows = await ports.store.operations(one.ids);
    const holdsErased = rows.some((row) => isErased(memory.erased, row));
    // A row that is gone where nothing was purged has rotted: the batch is whole, and perhaps no hub has it ([VR6]).
    const isLacking = granted.has(one.scope) && rows.length < one.ids.length;
    if (!holdsErased && (isLacking || rows.some((row) => isOpen(core, row)))) continue;
    removeFrom(shelf, one);
    shelf.done.add(one.name);
  }
}

/** The hub has not answered for it. */
export function isOpen({ memory }: EngineCore, { seq, id }: StoredOperation): boolean {
  return seq === null && !hides(memory.refusals.get(id));
}

function removeFrom(shelf: Shelf, one: OnShelf): void {
  shelf.batches.delete(one.name);
  for (const id of one.ids) shelf.ids.delete(id);
}

/** Seals this device's waiting work of these scopes that is in no batch of its present certificate. */
async function sealWaiting(
  core: EngineCore,
  shelf: Shelf,
  { identity, certificate, signed }: OwnRoom,
  scopes: ReadonlySet<ScopeId>,
): Promise<Result<null, JournalFailure>> {
  for (const one of [...shelf.batches.values()]) {
    // Behind a certificate that was renewed others may refuse it: what waits of it is sealed anew.
    if (one.device === identity.device && one.serial !== signed.serial) removeFrom(shelf, one);
  }
  const holders = new Set(signed.certificate.holders.map(({ person }) => person));
  const waiting = (await core.ports.store.outbox(everything)).filter(
    (operation) =>
      isOwn(core.memory, operation) && !shelf.ids.has(operation.id) && holders.has(operation.origin.author),
  );
  const apart = forHubAlone(waiting, core.edition.declarationOf);
  const ready = waiting.filter((one) => scopes.has(one.scope) && !apart.has(one.tx) && !isLetGo(one));
  // Other scopes may come to be common with the next laptop.
  shelf.isBehind = waiting.some((one) => !scopes.has(one.scope));
  if (ready.length === 0) return ok(null);
  const journaling: Journaling = { frames: [], entries: [] };
  const payloads: Uint8Array[] = [];
  let last = core.memory.lastBatch;
  for (const batch of batchesOf(ready).flatMap(inPieces)) {
    const ours = batch.incarnation === core.memory.incarnation;
    const encoded = encodeBatch({ ...batch, prev: ours && last !== null ? fromHex(last) : null });
    const payload = joinShelved(certificate, encoded.payload(await core.ports.signer.sign(encoded.hash)));
    if (ours) last = toHex(encoded.hash);
    payloads.push(payload);
    journaling.frames.push(shelvedFrame(payload));
    journaling.entries.push({ kind: 'shelved', operations: operationsOfBatch(batch) });
  }
  if (last !== null && last !== core.memory.lastBatch)
    addCheckpoint(journaling, { at: core.ports.clock.now(), lastBatch: last });
  const kept = await core.commit(journaling.frames, journaling.entries);
  if (!kept.ok) return fail(kept.failure);
  for (const payload of payloads) {
    const opened = openShelved(payload);
    if (opened.ok) putOnShelf(shelf, payload, opened.value);
  }
  return ok(null);
}

function inPieces(batch: Batch): Batch[] {
  const pieces: Operation[][] = [];
  let size = 0;
  for (const operation of batch.operations) {
    const piece = pieces.at(-1);
    const characters = JSON.stringify(operation.value).length;
    if (piece === undefined || piece.length >= batchOperations || size + characters > batchCharacters) {
      pieces.push([operation]);
      size = characters;
    } else {
      piece.push(operation);
      size += characters;
    }
  }
  return pieces.map((operations) => ({ ...batch, operations }));
}

/** Names the store's word for it that batches for a room were absorbed: without any, the journal need not be read. */
const usedMeta = 'room';

/** Reads the journal where there is anything to find. */
export async function loadIfUsed(core: EngineCore, shelf: Shelf): Promise<boolean> {
  const isUsed = shelf.isLoaded || (await core.ports.store.meta(usedMeta)) === true;
  if (isUsed) await loadShelf(core, shelf);
  return isUsed;
}

/** Whether rows are gone of what lies on the shelf: no digest and no outbox tells of these ([VR6]). Throws when journal or store do. */
export async function lacksShelved(core: EngineCore, shelf: Shelf): Promise<boolean> {
  if (!(await loadIfUsed(core, shelf))) return false;
  const granted = new Set(core.memory.identity?.grants.map(({ scope }) => scope));
  for (const { scope, ids } of shelf.batches.values())
    if (granted.has(scope) && (await core.ports.store.operations(ids)).length < ids.length) return true;
  return false;
}

/** What came from others and the hub has not confirmed. Runs in the writers' queue, on a shelf that was loaded. */
export async function unconfirmedOn(core: EngineCore, shelf: Shelf): Promise<StoredOperation[]> {
  await pruneShelf(core, shelf);
  const foreign = [...shelf.batches.values()].filter(({ device }) => device !== core.memory.identity?.device);
  const rows = await core.ports.store.operations([...new Set(foreign.flatMap(({ ids }) => ids))]);
  return rows.filter((row) => isOpen(core, row));
}
