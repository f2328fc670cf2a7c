/** What a centre of the sample laid over a playbook of the network, before a review changed one of its steps. */
import { sampleScopes } from '../../hub/network/sample-network.ts';
import type { RecordId } from '../../shared/base/ids.ts';
import { adaptation, adaptationPiece, baseOf } from '../../shared/domain/adaptation/adaptation.ts';
import { coreOf } from '../../shared/domain/adaptation/core-playbook.ts';
import { createRecord, setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { step as stepDeclaration } from '../../shared/domain/step.ts';
import { viewOf } from '../../shared/domain/view.ts';
import { readAdaptations, type SampleAdaptation } from './adaptation-content.ts';
import { sampleId } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { named, passOn, playbookBy, type Story, stepsOf } from './story.ts';

const { id: scope } = sampleScopes.coast;

export async function fillAdaptations(story: Story): Promise<void> {
  for (const each of await readAdaptations()) {
    const laptop = await allow(story, each);
    const id = sampleId('adaptation', each.key);
    const core = await coreHere(laptop, await playbookBy(laptop, each.playbook));
    const steps = await stepsOf(laptop, core.id);
    const layer = createRecord(adaptation, { scope, id }, { playbook: core.id, base: core.edition });
    const pieces = each.pieces.map(({ key, step, field, ...texts }, place) => {
      const at = { step: named(steps, step), field: field ?? null };
      const values = { ...texts, ...at, field, adaptation: id, order: `a${place}`, base: baseOf(core, at) };
      return createRecord(adaptationPiece, { scope, id: sampleId('adaptation-piece', each.key, key) }, values);
    });
    await laptop.add(each.by, story.momentOf(each.at), [layer, ...pieces]);
  }
}

/** The core's author says first what may be done; resolves with the laptop of the centre, which has heard of it. */
async function allow(story: Story, each: SampleAdaptation): Promise<SampleLaptop> {
  const own = story.laptopOf(each.by);
  for (const { step, adaptable, by, at } of each.allowed) {
    const author = story.laptopOf(by);
    const steps = await stepsOf(author, await playbookBy(author, each.playbook));
    const state = await author.state(named(steps, step));
    if (viewOf(stepDeclaration, state).adaptable === undefined) {
      await author.save(by, story.momentOf(at), setFields(stepDeclaration, state, { adaptable }));
    }
    await passOn(story, author, each.by);
  }
  return own;
}

async function coreHere({ engine, state }: SampleLaptop, id: RecordId) {
  const ids = (await engine.list({ type: stepDeclaration.type, parent: id })).map((entry) => entry.id);
  const steps = (await engine.open(ids)).map((each) => viewOf(stepDeclaration, each));
  return coreOf(viewOf(playbook, await state(id)), steps);
}
