/** What sessions cost: entries of the coordinator and of the steward, some of which correct others. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { costEntry } from '../../shared/domain/money/cost-entry.ts';
import { amountTyped } from '../../shared/domain/money/currency.ts';
import { readCosts, type SampleCosts } from './content.ts';
import { peopleOf } from './fill-attendance.ts';
import { sessionId } from './fill-training.ts';
import { sampleId } from './sample-id.ts';
import { named, type Story, storyScope as scope } from './story.ts';

type SampleCost = SampleCosts['entries'][number];

/** Adds every entry; what is there already stays. */
export async function fillCosts(story: Story): Promise<void> {
  for (const { number, entries } of await readCosts()) {
    // All of one laptop, whose people these are, in the order in which they happened.
    const people = await peopleOf(story.laptopOf('coordinator'), number);
    for (const entry of entries) {
      const at = story.momentOf(entry.at);
      const record = costRecord(number, entry, { at, people });
      await story.laptopOf(entry.by).add(entry.by, at, [record]);
    }
  }
}

interface Hand {
  readonly at: number;
  readonly people: ReadonlyMap<string, RecordId>;
}

function costRecord(number: string, entry: SampleCost, { at, people }: Hand) {
  const { kind, fund, currency, payer, note, reason } = entry;
  const amount = entry.amount === undefined ? undefined : amountTyped(entry.amount, currency);
  if (amount === null) throw new Error(`The sample says ${entry.amount} ${currency}, which is no amount`);
  const idOf = (key: string): RecordId => sampleId('cost-entry', number, key);
  const values = {
    ...{ session: sessionId(number), kind, fund, amount, currency, payer, note, reason, at },
    person: entry.person === undefined ? undefined : named(people, entry.person),
    corrects: entry.corrects?.map(idOf),
    day: new Date(at).toISOString().slice(0, 10),
    by: samplePeople[entry.by].name,
  };
  return createRecord(costEntry, { scope, id: idOf(entry.key) }, values);
}
