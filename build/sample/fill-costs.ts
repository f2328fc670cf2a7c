/** What sessions cost: entries of the coordinator and of the steward, some of which correct others. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { costEntry } from '../../shared/domain/money/cost-entry.ts';
import { amountTyped } from '../../shared/domain/money/currency.ts';
import { readCosts, type SampleCost } from './content.ts';
import { peopleOf } from './fill-attendance.ts';
import { sessionId } from './fill-training.ts';
import { sampleId } from './sample-id.ts';
import { named, type Story, storyScope as scope } from './story.ts';

/** Adds every entry; what is there already stays. */
export async function fillCosts(story: Story): Promise<void> {
  for (const { number, entries } of await readCosts()) {
    // All of one laptop, whose people these are, in the order in which they happened.
    const people = await peopleOf(story.laptopOf('coordinator'), number);
    await addCosts(story, { key: number, of: sessionId(number), people }, entries);
  }
}

/** What entries are for: a session or a placement, and the people whom they may name. */
export interface SampleSubject {
  /** By which the ids of the entries are told from those of others. */
  readonly key: string;
  readonly of: RecordId;
  readonly people: ReadonlyMap<string, RecordId>;
}

/** Adds entries in their order, each by whoever records it. */
export async function addCosts(story: Story, subject: SampleSubject, entries: readonly SampleCost[]): Promise<void> {
  for (const entry of entries) {
    const at = story.momentOf(entry.at);
    await story.laptopOf(entry.by).add(entry.by, at, [costRecord(subject, entry, at)]);
  }
}

function costRecord({ key: subject, of, people }: SampleSubject, entry: SampleCost, at: number) {
  const { kind, fund, currency, payer, note, reason } = entry;
  const amount = entry.amount === undefined ? undefined : amountTyped(entry.amount, currency);
  if (amount === null) throw new Error(`The sample says ${entry.amount} ${currency}, which is no amount`);
  const idOf = (key: string): RecordId => sampleId('cost-entry', subject, key);
  const values = {
    ...{ session: of, kind, fund, amount, currency, payer, note, reason, at },
    person: entry.person === undefined ? undefined : named(people, entry.person),
    corrects: entry.corrects?.map(idOf),
    day: new Date(at).toISOString().slice(0, 10),
    by: samplePeople[entry.by].name,
  };
  return createRecord(costEntry, { scope, id: idOf(entry.key) }, values);
}
