/**
 * The engine's worker: the real engine on Dexie, with a line of its own to the host. It starts when it is told who the
 * device is, and never twice.
 */
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { changedSince, placeOf, type StorePlace } from '../../shared/sync/changed-since.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import type { ReplayProgress } from '../../shared/sync/engine-core.ts';
import { createPacedTransport, type Flow, type PacedTransport } from '../../shared/sync/paced-transport.ts';
import { rememberVerified } from '../../shared/sync/remember-verified.ts';
import { after } from './after.ts';
import { createIdentifyWorker } from './create-identify-worker.ts';
import type { DexieStore } from './dexie-store.ts';
import {
  type EngineMethod,
  engineMethods,
  firstListed,
  type StartOptions,
  type StartReport,
} from './engine-messages.ts';
import { createHostPorts, type HostPorts } from './host-ports.ts';
import { createIdentifier } from './identify-packs.ts';
import { keepFolded } from './keep-folded.ts';
import { clearIfDamaged, openLibrary } from './open-library.ts';
import type { PackedEntries } from './packs/packed-lists.ts';
import { plainSeal } from './packs/seal.ts';
import { createSearchSource, type SearchSource } from './search/search-source.ts';
import { serveSource } from './search/source-over-port.ts';
import { importKey, vaultSeal } from './vault-seal.ts';
import { verifyInPage } from './verify-in-page.ts';
import { createRpc, type MessageEnd, type RpcEnd } from './worker-rpc.ts';

const callable = new Set<string>(engineMethods);

/**
 * When the rows are counted after a start, and what was typed for settled conflicts is dropped, in milliseconds: the person has begun
 * to read, and nothing hurries.
 */
const countAfter = 4_000;

/** When what other laptops gave before this start is looked up, in milliseconds, so that it goes to the hub too ([RM8]). */
const carryAfter = 20_000;

/** When the disk is checked against itself after a start, in milliseconds, and then again: once a day is enough ([VR6]). */
const checkAfter = 120_000;
const checkEvery = 86_400_000;

/** Listens for the page. Call it while the worker's script runs: its port keeps what came earlier, and no longer. */
export function hostEngine(): void {
  let opened: Promise<Opened> | null = null;
  const rpc = createRpc(self as unknown as MessageEnd, {
    async answer(method, args) {
      if (method === 'start') {
        const [port, identity, options] = args as readonly [MessagePort, DeviceIdentity, StartOptions];
        opened ??= start(rpc, port, identity, options);
        const { engine } = await opened;
        const { kind, operations, damaged } = engine.started;
        return { kind, operations, damaged, reading: engine.reading() } satisfies StartReport;
      }
      if (opened === null) throw new Error(`The engine does not answer ${method} before it is started`);
      const { engine, source, indexKey, transport, catalogueOf, firstRead } = await opened;
      if (method === 'catalogue') return catalogueOf(args[0] as string);
      if (method === 'settled') return engine.settled();
      if (method === 'flow') return transport.setFlow(args[0] as Flow);
      if (method === 'close') return engine.close();
      if (method === 'serve-search') return serveSource(args[0] as MessagePort, source, indexKey);
      // An exchange may read all that waits: the disk answers whoever looks at the first list before that.
      if (method === 'sync') await firstRead;
      if (method === 'apply') transport.saved();
      if (!callable.has(method)) throw new Error(`The engine does not answer ${method}`);
      // The page's client makes these calls from the same list of methods, typed by the engine's API.
      return nameFullDisk(await (engine[method as EngineMethod] as (...args: unknown[]) => Promise<unknown>)(...args));
    },
  });
}

interface Opened {
  readonly engine: Engine;
  /** What the search reads of it. */
  readonly source: SearchSource;
  readonly indexKey: CryptoKey | null;
  readonly transport: PacedTransport;
  readonly catalogueOf: (type: string) => Promise<PackedEntries>;
  /** Resolves when the list that every first screen asks for is read, or cannot be. */
  readonly firstRead: Promise<unknown>;
}

async function start(
  rpc: RpcEnd,
  port: MessagePort,
  identity: DeviceIdentity,
  { isSuspect }: StartOptions,
): Promise<Opened> {
  let engine: Engine | null = null;
  const { journal, signer, room, sealedOutbox, ...host } = createHostPorts(port, async (exported, message) => {
    if (engine === null) throw new Error('The engine is not started yet');
    return engine.answerRoom(exported, message);
  });
  const { seal, indexKey } = await sealsOf(await host.keys());
  const store = await openLibrary(identity.device, seal);
  if (isSuspect) await clearIfDamaged(store, journal);
  const clock = { now: () => Date.now() };
  const transport = createPacedTransport(host.transport, { clock, after });
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const onReplay = (progress: ReplayProgress) => rpc.tell('replay', progress);
  const started = await startEngine({
    store,
    journal,
    transport,
    room,
    signer,
    sealedOutbox,
    verify: rememberVerified(verifyInPage),
    identify: createIdentifier(createIdentifyWorker),
    clock,
    random,
    identity,
    onReplay,
  });
  // What every first screen asks: read while the page draws its frame.
  let first: Promise<PackedEntries> | null = started.ok ? store.catalogueOf(firstListed) : null;
  const firstRead = Promise.resolve(first).catch(() => {});
  const catalogueOf = (type: string) => {
    if (type !== firstListed || first === null) return store.catalogueOf(type);
    const read = first;
    first = null;
    return read;
  };
  // The page answers its lists from a copy of the catalogue: after each save it hears what changed, not everything.
  const noteWritten = keepFolded((isDisturbed) => store.fold(isDisturbed));
  store.onCatalogue((change) => {
    first = null;
    if (change !== null) noteWritten(change.put.length);
    rpc.tell('catalogue', change);
  });
  if (!started.ok) {
    const { failure } = started;
    throw new Error('reason' in failure ? `${failure.kind}: ${failure.reason}` : failure.kind);
  }
  engine = started.value;
  started.value.onChange((notice) => rpc.tell('change', notice));
  store.onDamage(() => rpc.tell('damaged', null));
  if (!isSuspect) setTimeout(() => void tellDamage(rpc, store), countAfter);
  setTimeout(() => void started.value.forgetSettled(), countAfter);
  checkDaily(started.value);
  setTimeout(() => void started.value.unconfirmed(0), carryAfter);
  const history = {
    place: () => placeOf(store),
    changedSince: (from: StorePlace) => changedSince(store, journal, from),
  };
  const source = createSearchSource(started.value, history);
  return { engine: started.value, source, indexKey, transport, catalogueOf, firstRead };
}

/** What a vault's keys give; without one, nothing is sealed. */
async function sealsOf(keys: Awaited<ReturnType<HostPorts['keys']>>) {
  if (keys === null) return { seal: plainSeal, indexKey: null };
  const [store, indexKey] = await Promise.all([importKey(keys.store), importKey(keys.index)]);
  return { seal: vaultSeal(store), indexKey };
}

/** A check that fails is the next one's work: whoever saves or reads is told of a broken disk anyway. */
function checkDaily(engine: Engine): void {
  setTimeout(() => void engine.check(), checkAfter);
  setInterval(() => void engine.check(), checkEvery);
}

/** Counts once, when there is time for it. A database that does not answer says so at the next save or question. */
async function tellDamage(rpc: RpcEnd, store: DexieStore): Promise<void> {
  const isWhole = await store.isWhole().catch(() => true);
  if (!isWhole) rpc.tell('damaged', null);
}

/** The database says of a full disk only that it failed; its store found out why (dexie-store.ts). */
function nameFullDisk(answer: unknown): unknown {
  const { failure } = (answer ?? {}) as { failure?: { kind?: unknown; reason?: unknown } };
  const full = failure?.kind === 'store-failed' && failure.reason === 'disk-full';
  return full ? { ok: false, failure: { kind: 'disk-full' } } : answer;
}
