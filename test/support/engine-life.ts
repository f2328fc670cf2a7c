/** One device on memory, ready to be started, crashed and started again. */
import { createRecord, deleteRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { verifyEd25519 } from '../../shared/protocol/ed25519.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import type { ReplayProgress } from '../../shared/sync/engine-core.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { Journal, SealedOutboxPort, Store } from '../../shared/sync/ports.ts';
import { seeded } from '../sim/seeded.ts';
import type { FakeHub } from './fake-hub.ts';
import { person, scopeA, type TestDevice, testDevice, uuidNumbered } from './network.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export interface EngineLife {
  readonly engine: Engine;
  readonly store: Store;
  readonly journal: Journal;
  readonly clock: VirtualClock;
  readonly device: TestDevice;
}

export interface LifeOptions {
  readonly number?: number;
  readonly store?: Store;
  readonly journal?: Journal;
  readonly device?: TestDevice;
  readonly onReplay?: (progress: ReplayProgress) => void;
  readonly sealedOutbox?: SealedOutboxPort;
  /** A person must say yes to the hub first ([FC2]). */
  readonly asks?: boolean;
}

/** Starts device number n (1 unless told) against a hub. */
export async function startLife(hub: FakeHub, options: LifeOptions = {}): Promise<EngineLife> {
  const number = options.number ?? 1;
  const device = options.device ?? testDevice(number);
  const clock = createVirtualClock();
  const [store, journal] = [options.store ?? createMemoryStore(), options.journal ?? createMemoryJournal()];
  const random = seeded(number * 1_000 + (await journal.position()));
  const { identity, signer } = device;
  const started = await startEngine({
    store,
    journal,
    clock,
    random,
    identity,
    signer,
    verify: verifyEd25519,
    transport: hub.transport(device),
    unasked: options.asks !== true,
    ...(options.sealedOutbox === undefined ? {} : { sealedOutbox: options.sealedOutbox }),
    ...(options.onReplay === undefined ? {} : { onReplay: options.onReplay }),
  });
  if (!started.ok) throw new Error(JSON.stringify(started.failure));
  return { engine: started.value, store, journal, clock, device };
}

/** The drafts of a new playbook. */
export function draftPlaybook(number: number, title = `Playbook ${number}`, scope = scopeA): OperationDraft[] {
  const drafts = createRecord(playbook, { scope, id: playbookId(number) }, { title: { en: title }, state: 'draft' });
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  return drafts.value;
}

export const playbookId = (number: number) => uuidNumbered(0x9b, number);

/** Saves drafts as person n; throws when that fails. Returns the ids of the operations. */
export async function save(
  life: EngineLife,
  drafts: readonly OperationDraft[],
  number = 1,
): Promise<readonly string[]> {
  const saved = await life.engine.apply(person(number), drafts);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return saved.value.operations;
}

/** Sets fields of a playbook as this device sees it. */
export async function edit(life: EngineLife, number: number, values: Record<string, string>, who = 1) {
  const [state] = await life.engine.open([playbookId(number)]);
  if (state === undefined) throw new Error('no such record');
  const drafts = setFields(playbook, state, values);
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  return save(life, drafts.value, who);
}

/** Two devices that read one playbook and gave it another title each, not sent yet. */
export async function twoTitles(hub: FakeHub): Promise<readonly [EngineLife, EngineLife]> {
  const [one, two] = [await startLife(hub), await startLife(hub, { number: 2 })];
  await save(one, draftPlaybook(1));
  for (const life of [one, two]) await sync(life);
  await edit(one, 1, { 'title.en': 'Ours' });
  await edit(two, 1, { 'title.en': 'Theirs' }, 2);
  return [one, two];
}

/** Deletes a playbook as this device sees it. */
export async function remove(life: EngineLife, number: number, who = 1) {
  const [state] = await life.engine.open([playbookId(number)]);
  if (state === undefined) throw new Error('no such record');
  const drafts = deleteRecord(playbook, state);
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  return save(life, drafts.value, who);
}

/** Syncs; throws when that fails. */
export async function sync(life: EngineLife) {
  const report = await life.engine.sync();
  if (!report.ok) throw new Error(JSON.stringify(report.failure));
  return report.value;
}
