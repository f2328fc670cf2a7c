import { expect, test } from 'vitest';
import { agree, press, workAs } from './life/acts.ts';
import { adapt, bringToNewCore } from './life/adapting.ts';
import { beginPlaybook, writeAtOnce, writeInEditor } from './life/drafting.ts';
import { approveByTwo, askForReview, putInForce, withdraw } from './life/releasing.ts';
import { followLoop, printIt, reviewIt, runIt } from './life/running.ts';
import { sampleWorld } from './support/sample-world.ts';

const world = sampleWorld();

const core = 'Name one radio channel for each crossing.';
const afterReview = 'Name two radio channels for each crossing.';

test('the whole life of a playbook: written by two at once, approved by two of three centres, adapted, brought to a new core, run offline, reported, reviewed, withdrawn', {
  timeout: 300_000,
}, async () => {
  const [a, b] = await Promise.all([world.open('A'), world.open('B')]);
  const ids = await beginPlaybook(a);
  await Promise.all([workAs(a, 'Anneke Duarte'), workAs(b, 'Jonas Okafor')]);
  await agree(a, b);
  const written = await writeAtOnce(a, b, ids);

  const first = await askForReview(a, ids.playbook, { number: '1.0' });
  await approveByTwo(a, b, first);

  await workAs(b, 'Ines Calder');
  await adapt(b, ids.playbook, `${written} At Sarn bridge it is channel 7.`);

  // What is written asks no centre anything; what is released does ([AD7]).
  await writeInEditor(a, ids, core);
  const second = await askForReview(a, ids.playbook, { number: '1.1', needed: '1' });
  await workAs(a, 'Wen Jiahui');
  await a.page.getByRole('button', { name: 'Approve and sign 1.1' }).waitFor();
  await press(a.page, 'Approve and sign 1.1');
  await putInForce(a, '1.1');
  await agree(a, b);
  const local = await bringToNewCore(b, ids.playbook, core);

  await world.hub.stop();
  await runIt(b.page, ids.playbook, local);
  await printIt(b, await world.folder('paper'));
  const review = await reviewIt(b.page, afterReview);

  await world.hub.restart();
  await agree(b, a);
  await followLoop(a, review);
  expect((await a.engine.state(ids.step)).fields['description.en']?.[0]?.value).toBe(afterReview);
  const kinds = (await a.engine.call('list', { type: 'finding', parent: review })).map(({ values }) => values['kind']);
  expect(kinds.sort()).toEqual(['improvement', 'strength']);
  await withdraw(a, b, { path: second, playbook: ids.playbook });
  expect([...a.laptop.complaints, ...b.laptop.complaints]).toEqual([]);
});
