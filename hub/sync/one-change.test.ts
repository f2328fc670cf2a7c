/** One change that two people made: the real engines against the real decisions. */
import { expect, test } from 'vitest';
import { setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../test/support/live-device.ts';

/** The same words on each machine, so one id. */
async function retitled({ engine }: LiveDevice, author: string) {
  const [state] = await engine.open([playbookId(1)]);
  const drafts = state === undefined ? null : setFields(playbook, state, { 'title.en': 'Cordon, then clear' });
  if (drafts?.ok !== true) throw new Error('There is no playbook to change');
  const saved = await engine.apply(author, drafts.value);
  if (!saved.ok) throw new Error(JSON.stringify(saved.failure));
  return saved.value.operations;
}

test('[OP2] of one change that two people made on two machines of one device, the order says whose it is', async () => {
  const hub = await createHubNode(seeded(14), liveClock);
  const [scope = '', ana = '', ben = ''] = [hub.scopes[0], ...hub.people];
  const enrolled = await hub.enrol('shared', [ana, ben]);
  const first = await startLive(hub, enrolled);
  const made = await first.engine.apply(ana, draftPlaybook(1, 'Cordon', scope));
  expect(made.ok).toBe(true);
  await synced(first);
  const second = await startLive(hub, enrolled);
  for (let times = 0; times < 2; times += 1) await synced(second);
  const ids = await retitled(first, ana);
  expect(await retitled(second, ben)).toEqual(ids);
  for (const machine of [first, second, second]) await synced(machine);
  expect(await second.store.operations(ids)).toMatchObject([{ origin: { author: ana } }]);
  const [state] = await second.engine.open([playbookId(1)]);
  expect(state?.fields['title.en']).toMatchObject([{ author: ana }]);
});
