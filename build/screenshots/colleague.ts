/** Somebody else's laptop on the same network, without a screen: enrolled, in step, and then of another opinion. */
import type { HeadlessDevice } from '../../headless/headless-device.ts';
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { Json } from '../../shared/base/json.ts';
import { deleteRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { OperationDraft, RecordState } from '../../shared/domain/record-state.ts';
import { step } from '../../shared/domain/step.ts';
import { openSampleDevice } from '../sample/sample-laptop.ts';

export interface Colleague {
  /** Writes another English text into the step of that name; stays here until it is sent. */
  rewriteStep(name: string, change: (text: string) => string): Promise<void>;
  /** Sets fields of a playbook. */
  change(playbookId: string, values: Readonly<Record<string, Json>>): Promise<void>;
  remove(playbookId: string): Promise<void>;
  /** Sends everything and ends. */
  send(): Promise<void>;
}

export async function openColleague(folder: string, hubAddress: string): Promise<Colleague> {
  const device = await openSampleDevice(folder, hubAddress, 'Laptop of Anneke Duarte');
  await sync(device);
  return colleagueOn(device);
}

function colleagueOn(device: HeadlessDevice): Colleague {
  const { engine } = device;
  const apply = async (drafts: readonly OperationDraft[]) => {
    const saved = await engine.apply(samplePeople.coordinator.person, drafts);
    if (!saved.ok) throw new Error(`The colleague's change was not saved: ${saved.failure.kind}`);
  };
  return {
    async rewriteStep(name, change) {
      const entries = await engine.list({ type: 'step' });
      const states = await engine.open(entries.map(({ id }) => id));
      const found = states.find((state) => textOf(state, 'name.en') === name);
      if (found === undefined) throw new Error(`There is no step ${name}`);
      const drafts = setFields(step, found, { 'description.en': change(textOf(found, 'description.en')) });
      if (!drafts.ok) throw new Error(drafts.failure.kind);
      await apply(drafts.value);
    },
    async change(playbookId, values) {
      const [found] = await engine.open([playbookId]);
      const drafts = found === undefined ? undefined : setFields(playbook, found, values);
      if (!drafts?.ok) throw new Error(`${playbookId} cannot be changed`);
      await apply(drafts.value);
    },
    async remove(playbookId) {
      const [found] = await engine.open([playbookId]);
      const drafts = found === undefined ? undefined : deleteRecord(playbook, found);
      if (!drafts?.ok) throw new Error(`${playbookId} cannot be deleted`);
      await apply(drafts.value);
    },
    async send() {
      await sync(device);
      await device.close();
    },
  };
}

function textOf(state: RecordState, field: string): string {
  const value = state.fields[field]?.[0]?.value;
  return typeof value === 'string' ? value : '';
}

async function sync({ engine }: HeadlessDevice): Promise<void> {
  const synced = await engine.sync();
  if (!synced.ok) throw new Error(`The colleague could not sync: ${synced.failure.kind}`);
}
