/** Agreements between the centres of the sample: one in each state that an agreement can have. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import {
  type Act,
  agreement,
  agreementAct,
  digestOfTerms,
  type Terms,
} from '../../shared/domain/agreement/agreement.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { readAgreements, type SampleAgreement } from './agreement-content.ts';
import { dayOf } from './moments.ts';
import { sampleId } from './sample-id.ts';
import { type Story, storyScope as scope, yearNumber } from './story.ts';

/** Proposed by one, signed by others on their own laptops, ended by whoever does: the hub asks that each speak for themselves. */
export async function fillAgreements(story: Story): Promise<void> {
  for (const each of await readAgreements()) {
    const id = sampleId('agreement', each.key);
    const terms = termsOf(each, story);
    const made = createRecord(agreement, { scope, id }, { title: terms.title, terms: terms as unknown as Json });
    await story.laptopOf(each.by).add(each.by, terms.at, [made]);
    for (const { by, at } of each.signed) await say(story, { id, terms, does: 'sign', by, at, note: '' });
    if (each.ended !== undefined) await say(story, { id, terms, does: 'end', ...each.ended });
  }
}

function termsOf(each: SampleAgreement, story: Story): Terms {
  const { title, purpose, language, parties, kinds, ceiling, number, from, until, by, at } = each;
  return {
    title,
    reference: yearNumber('AG', number, from, story),
    purpose,
    language,
    parties,
    kinds,
    ceiling,
    from: dayOf(from, story.filledAt),
    until: dayOf(until, story.filledAt),
    signatures: 1,
    by: samplePeople[by],
    at: story.momentOf(at),
  };
}

interface Said extends Pick<Act, 'does' | 'note'> {
  readonly id: RecordId;
  readonly terms: Terms;
  readonly by: Role;
  readonly at: string;
}

async function say(story: Story, { id, terms, does, note, by, at }: Said): Promise<void> {
  const moment = story.momentOf(at);
  const { language } = terms;
  const act = { does, digest: digestOfTerms(id, terms), note, language, by: samplePeople[by], at: moment };
  const place = { scope, id: sampleId('agreement', id, does, by) };
  await story.laptopOf(by).add(by, moment, [createRecord(agreementAct, place, { agreement: id, act })]);
}
