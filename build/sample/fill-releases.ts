/** Releases of the sample: one in force, one that was withdrawn, one that waits for its second centre. */
import { samplePeople } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook as playbookDeclaration } from '../../shared/domain/playbook.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { digestOfFrozen, freezePlaybook } from '../../shared/domain/release/frozen-playbook.ts';
import { listedValues, releasesIn } from '../../shared/domain/release/listed-standing.ts';
import {
  digestOfEdition,
  type Edition,
  readEdition,
  release,
  releaseApproval,
  releaseWithdrawal,
  reviewingRoles,
} from '../../shared/domain/release/release.ts';
import { releaseComment } from '../../shared/domain/release/release-comment.ts';
import { standingOfPlaybook } from '../../shared/domain/release/release-standing.ts';
import { step } from '../../shared/domain/step.ts';
import { dayOf } from './moments.ts';
import { readReleases, type SampleRelease } from './release-content.ts';
import { sampleId } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { named, passOn, playbookBy, type Story, storyScope as scope, stepsOf } from './story.ts';

/** Each in its order: what is put to review next is written after the one before was released. */
export async function fillReleases(story: Story): Promise<void> {
  for (const each of await readReleases()) {
    const laptop = story.laptopOf(each.by);
    const playbook = await playbookBy(laptop, each.playbook);
    await writeEdits(story, laptop, each, playbook);
    const id = await askForReview(story, laptop, each, playbook);
    for (const { by, at } of each.approved) await say(story, each, { id, playbook, does: 'approve', by, at });
    for (const [place, comment] of (each.comments ?? []).entries())
      await remark(story, each, { id, playbook, place, ...comment });
    if (each.released !== undefined) await say(story, each, { id, playbook, does: 'release', ...each.released });
    if (each.withdrawn !== undefined) await withdraw(story, each, { id, playbook, ...each.withdrawn });
  }
}

async function writeEdits(story: Story, laptop: SampleLaptop, each: SampleRelease, playbook: RecordId): Promise<void> {
  const steps = await stepsOf(laptop, playbook);
  for (const { step: name, field, value } of each.edits ?? []) {
    const state = await laptop.state(named(steps, name));
    await laptop.save(each.by, story.momentOf(each.at), setFields(step, state, { [field]: value }));
  }
}

async function askForReview(
  story: Story,
  laptop: SampleLaptop,
  each: SampleRelease,
  playbook: RecordId,
): Promise<RecordId> {
  const id = sampleId('release', each.playbook, each.number);
  const [known] = await laptop.engine.open([id]);
  if (known !== undefined) return id;
  const children = await laptop.engine.list({ type: step.type, parent: playbook });
  const steps = await laptop.engine.open(children.map((entry) => entry.id));
  const frozen = freezePlaybook(await laptop.state(playbook), steps);
  if (!frozen.ok) throw new Error(`${each.playbook} cannot be released: ${frozen.failure.kind}`);
  const at = story.momentOf(each.at);
  const supersedes = await latestOf(laptop, playbook);
  const edition: Edition = {
    playbook,
    number: each.number,
    content: digestOfFrozen(frozen.value),
    validFrom: dayOf(each.from, story.filledAt),
    validUntil: each.until === null ? null : dayOf(each.until, story.filledAt),
    reviewDate: dayOf(each.review, story.filledAt),
    supersedes,
    rule: { needed: each.needed, distinct: 'centre', roles: [...reviewingRoles] },
    note: each.note,
    language: each.language,
    by: samplePeople[each.by],
    at,
  };
  const values = { playbook, edition: edition as unknown as Json, content: frozen.value as unknown as Json };
  await laptop.add(each.by, at, [createRecord(release, { scope, id }, values)]);
  return id;
}

async function latestOf({ engine }: SampleLaptop, playbook: RecordId): Promise<RecordId | null> {
  const types = [release, releaseApproval, releaseWithdrawal];
  const entries = await Promise.all(types.map(({ type }) => engine.list({ type, parent: playbook })));
  // Whatever is out: the day decides nothing here.
  return standingOfPlaybook(releasesIn(entries.flat()), '9999-12-31').current?.id ?? null;
}

interface Said {
  readonly id: RecordId;
  readonly playbook: RecordId;
  readonly by: Role;
  readonly at: string;
}

/** What is said names the edition as it was sent, also when the filling goes on from where it was cut. */
async function sentTo(story: Story, each: SampleRelease, { id, by, at }: Said) {
  const laptop = await passOn(story, story.laptopOf(each.by), by);
  const state = await laptop.state(id);
  const edition = readEdition(state.fields['edition']?.[0]?.value ?? null);
  if (edition === null) throw new Error(`The release ${each.number} of ${each.playbook} cannot be read`);
  const moment = story.momentOf(at);
  const said = { digest: digestOfEdition(id, edition), role: by, language: each.language, by: samplePeople[by] };
  return { laptop, moment, said: { ...said, at: moment }, edition };
}

async function say(
  story: Story,
  each: SampleRelease,
  { does, ...word }: Said & { readonly does: 'approve' | 'release' },
): Promise<void> {
  const { laptop, moment, said, edition } = await sentTo(story, each, word);
  const { id, playbook, by } = word;
  const place = { scope, id: sampleId('release', id, does, by) };
  const act = { does, note: '', ...said };
  await laptop.add(by, moment, [createRecord(releaseApproval, place, { playbook, release: id, act })]);
  if (does === 'release') await tellHeader({ laptop, by, moment, playbook }, 'released', edition);
  // What follows is said on other laptops.
  await passOn(story, laptop, each.by);
}

interface Remark extends Said {
  readonly place: number;
  readonly step?: string | undefined;
  readonly text: string;
}

async function remark(story: Story, each: SampleRelease, { place, step: name, text, ...word }: Remark): Promise<void> {
  const { laptop, moment, said } = await sentTo(story, each, word);
  const { id, playbook, by } = word;
  const step = name === undefined ? null : named(await stepsOf(laptop, playbook), name);
  const { role: _, ...own } = said;
  const record = { scope, id: sampleId('release', id, 'comment', String(place)) };
  const values = { playbook, release: id, comment: { ...own, step, text } };
  await laptop.add(by, moment, [createRecord(releaseComment, record, values)]);
  await passOn(story, laptop, each.by);
}

async function withdraw(
  story: Story,
  each: SampleRelease,
  { reason, ...word }: Said & { readonly reason: string },
): Promise<void> {
  const { laptop, moment, said } = await sentTo(story, each, word);
  const { id, playbook, by } = word;
  const place = { scope, id: sampleId('release', id, 'withdraw', by) };
  const withdrawal = { reason, ...said };
  await laptop.add(by, moment, [createRecord(releaseWithdrawal, place, { playbook, release: id, withdrawal })]);
  await passOn(story, laptop, each.by);
}

interface Telling {
  readonly laptop: SampleLaptop;
  readonly by: Role;
  readonly moment: number;
  readonly playbook: RecordId;
}

/** As the app does, for lists of older editions. */
async function tellHeader({ laptop, by, moment, playbook }: Telling, state: 'released', edition: Edition) {
  const header: RecordState = await laptop.state(playbook);
  const nothing = { withdrawn: null, coming: null, candidate: null, releases: [] } as const;
  const listed = listedValues({ ...nothing, state, current: { edition } as never });
  await laptop.save(by, moment, setFields(playbookDeclaration, header, listed));
}
