/** Laptops with the real engine that write one scope through any of several hub processes on one PostgreSQL, and read it as it grows. */
import { setTimeout as pause } from 'node:timers/promises';
import { createHttpTransport } from '../../headless/http-transport.ts';
import type { HubStore } from '../../hub/sync/hub-store.ts';
import { emptyChain, nextChain } from '../../shared/protocol/chain.ts';
import { decodePage } from '../../shared/protocol/page.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import type { Store, Transport } from '../../shared/sync/ports.ts';
import { smallest } from '../bench/sync/drafts.ts';
import { type LightDevice, openLightDevice } from '../bench/sync/light-device.ts';
import { everythingOf } from './everything-of.ts';

export interface LaptopAtHubs {
  readonly device: LightDevice;
  /** By scope: the places that pages told it, in the order in which they came. */
  readonly told: ReadonlyMap<string, readonly number[]>;
}

/** As much of one as is looked at when the order is checked. */
export interface ReaderOfOrder extends Pick<LaptopAtHubs, 'told'> {
  readonly device: Pick<LightDevice, 'device'> & {
    readonly store: Pick<Store, 'scan'>;
    readonly engine: {
      witness(): Promise<{
        readonly places: readonly { readonly scope: string; readonly seq: number; readonly chain: string }[];
      }>;
    };
  };
}

type NewFolder = (name: string) => Promise<string>;

/** Enrols at the first of these hubs, and asks a random one of them each time. */
export async function openLaptopAtHubs(
  newFolder: NewFolder,
  hubs: readonly { readonly address: string }[],
  code: string,
): Promise<LaptopAtHubs> {
  const told = new Map<string, number[]>();
  const lines = hubs.map(({ address }) => createHttpTransport(address));
  const hear = (bytes: Uint8Array) => {
    // An answer names its epoch where that is another one; which one it is says nothing here.
    const reply = decodeReply(bytes, '');
    if (!reply.ok) throw new Error(reply.failure.kind);
    for (const payload of reply.value.pages) {
      const page = decodePage(payload);
      if (!page.ok) throw new Error(page.failure.reason);
      const { scope, operations } = page.value;
      told.set(scope, [...(told.get(scope) ?? []), ...operations.map(({ seq }) => seq)]);
    }
  };
  const transport: Transport = {
    async exchange(body) {
      const line = lines[Math.floor(Math.random() * lines.length)] as Transport;
      const answered = await line.exchange(body);
      if (answered.ok) hear(answered.value);
      return answered;
    },
  };
  const device = await openLightDevice(await newFolder('device'), hubs[0]?.address ?? '', code, { transport });
  return { device, told };
}

/** Saves a record and exchanges, again and again until told to stop; `synced` is called after each exchange. */
export async function writeOn(
  laptop: LaptopAtHubs,
  scope: string,
  { isDone, synced = () => undefined }: { readonly isDone: () => boolean; readonly synced?: () => void },
): Promise<void> {
  while (!isDone()) {
    await laptop.device.save(smallest(scope));
    await syncSomewhere(laptop);
    synced();
  }
}

/** Exchanges until some hub answered. A hub that is gone is no answer; whatever else goes wrong is a fault, and thrown. */
export async function syncSomewhere({ device }: LaptopAtHubs): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const report = await device.engine.sync();
    if (report.ok) return;
    if (report.failure.kind !== 'hub-unreachable') throw new Error(JSON.stringify(report.failure));
    await pause(20);
  }
  throw new Error('No hub answered');
}

interface Place {
  readonly seq: number;
  readonly id: string;
}

/**
 * What is wrong with a scope after it was written: places of the database that are missing or do not follow the chain, and laptops
 * that hold another order, were told a place twice or out of turn, or saw another end signed. All must have read to the end.
 */
export async function faultsIn(
  store: HubStore,
  scope: string,
  laptops: readonly ReaderOfOrder[],
): Promise<{ readonly places: ReadonlyMap<string, number>; readonly faults: readonly string[] }> {
  const { order, chain, faults } = await readOrder(store, scope);
  for (const [n, { device, told: all }] of laptops.entries()) {
    const told = all.get(scope) ?? [];
    const say = (what: string) => faults.push(`laptop ${n}: ${what}`);
    const held = await everythingOf(device.store, scope);
    const places = new Map(held.map(({ id, seq }) => [seq, id]));
    const wrong = order.filter(({ seq, id }) => places.get(seq) !== id);
    if (wrong.length > 0) say(`${wrong.length} places missing or other, the first is ${wrong[0]?.seq}`);
    if (held.length !== order.length) say(`holds ${held.length} of ${order.length}`);
    const backwards = told.filter((seq, at) => seq <= (told[at - 1] ?? 0));
    if (backwards.length > 0) say(`was told again, or too late: ${backwards.slice(0, 5)}`);
    const known = new Set(told);
    const own = held.filter(({ origin }) => origin.device === device.device).map(({ seq }) => seq);
    for (const seq of own) known.add(seq ?? 0);
    if (known.size !== order.length) say(`was told ${known.size} places of ${order.length}, its own included`);
    const signed = (await device.engine.witness()).places.find((place) => place.scope === scope);
    if (signed?.seq !== order.length || signed.chain !== chain) say(`saw ${signed?.seq} ${signed?.chain} signed`);
  }
  return { places: new Map(order.map(({ seq, id }) => [id, seq])), faults };
}

/** The order as the database has it, with what is wrong in it. */
async function readOrder(store: HubStore, scope: string) {
  const order: Place[] = [];
  const faults: string[] = [];
  let chain = emptyChain;
  for (;;) {
    const page = await store.transaction((tx) => tx.page(scope, order.length, 8_000_000));
    if (page.length === 0) break;
    for (const { seq, operation, chain: kept } of page) {
      if (seq !== order.length + 1) faults.push(`database: ${seq} follows ${order.length}`);
      chain = nextChain(chain, seq, operation.id);
      if (kept !== chain) faults.push(`database: another chain at ${seq}`);
      order.push({ seq, id: operation.id });
    }
  }
  return { order, chain, faults };
}
