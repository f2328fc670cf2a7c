import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { liveClock, startLive } from '../../test/support/live-device.ts';
import { storedOperation } from '../../test/support/stored-operation.ts';
import { uuidv7 } from '../base/ids.ts';
import type { RecordDeclaration } from '../domain/declare-record.ts';
import { createRecord, setFields } from '../domain/edit.ts';
import { thisEdition } from '../domain/edition.ts';
import { playbook } from '../domain/playbook.ts';
import { finding } from '../domain/review/finding.ts';
import { conflictsOf, shownValue } from '../domain/view.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { foldWithTexts } from './merged-texts.ts';

const base =
  'The cordon was moved twice. Nobody told the families. It rained. Then it stopped.\n\nThe register was kept with care.';

/** Two laptops that know one text, and change it apart. */
async function apart(declaration: RecordDeclaration, field: string, edits: readonly string[]) {
  const random = seeded(7);
  const hub = await createHubNode(random, liveClock);
  const devices = await Promise.all(edits.map(async (_, n) => startLive(hub, await hub.enrol(`laptop ${n}`))));
  const [first] = devices as [(typeof devices)[number]];
  const id = uuidv7(liveClock, random);
  const drafts = createRecord(declaration, { scope: hub.scopes[0] as string, id }, { [field]: { en: base } } as never);
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  const author = hub.people[0] as string;
  await first.engine.apply(author, drafts.value);
  for (const { engine } of devices) await engine.sync();
  const write = async (n: number, text: string) => {
    const engine = devices[n]?.engine as (typeof first)['engine'];
    const [state] = await engine.open([id]);
    const change = setFields(declaration, state as never, { [`${field}.en`]: text });
    if (!change.ok) throw new Error(change.failure.kind);
    await engine.apply(author, change.value);
  };
  for (const [n, text] of edits.entries()) await write(n, text);
  const agree = async () => {
    for (let round = 0; round < 2; round += 1) for (const { engine } of devices) await engine.sync();
    const states = await Promise.all(devices.map(async ({ engine }) => (await engine.open([id]))[0]));
    const shown = states.map(
      (state) => state && shownValue(state, `${field}.en`, declaration.fields[field]?.merge as never),
    );
    const conflicts = states.map((state) => state && conflictsOf(declaration, state));
    return { states, shown, conflicts };
  };
  return { devices, write, agree, id };
}

const one = base.replace('twice', 'three times');
const other = `${base} It helped.`;
const both = `${one} It helped.`;

test('[CF4] what two people changed in different sentences of a finding is shown merged, on every laptop, and nobody is asked', async () => {
  const { agree, devices, id } = await apart(finding, 'observation', [one, other]);
  const { states, shown, conflicts } = await agree();
  expect(shown).toEqual([both, both]);
  expect(conflicts).toEqual([[], []]);
  expect(states[0]).toEqual(states[1]);
  // Nothing was written for it, the check finds nothing to mend, and lists show the same.
  expect(states[0]?.fields['observation.en']).toHaveLength(2);
  expect(await devices[0]?.engine.check()).toMatchObject({ value: { records: 0 } });
  expect(await devices[0]?.engine.list({ inConflict: true })).toEqual([]);
  expect((await devices[0]?.engine.list({ type: 'finding' }))?.map((entry) => entry.id)).toEqual([id]);
});

test('[CF4] the next edit follows all of it', async () => {
  const { agree, write } = await apart(finding, 'observation', [one, other]);
  await agree();
  await write(1, 'Written anew.');
  const { states, shown } = await agree();
  expect(shown).toEqual(['Written anew.', 'Written anew.']);
  expect(states[0]?.fields['observation.en']).toHaveLength(1);
  expect(states[0]?.merged).toBeUndefined();
});

test('[CF8] [CF4] one sentence that both changed is a conflict, also in different words of it', async () => {
  const { agree } = await apart(finding, 'observation', [one, base.replace('The cordon', 'The outer cordon')]);
  expect((await agree()).conflicts).toEqual([['observation.en'], ['observation.en']]);
});

test('[CF4] the texts of doctrine are not merged before somebody has read them', async () => {
  const { agree } = await apart(playbook, 'description', [one, other]);
  const { shown, conflicts } = await agree();
  expect(conflicts).toEqual([['description.en'], ['description.en']]);
  expect(shown[0]).toBe(shown[1]);
  expect([one, other]).toContain(shown[0]);
});

test('[CF8] [CF4] three people in three sentences; and with one who touches another, all are asked', async () => {
  const third = base.replace('with care', 'by two clerks');
  const fourth = base.replace('with care', 'badly');
  expect(
    (await (await apart(finding, 'analysis', [one, base.replace('rained', 'snowed'), third])).agree()).shown,
  ).toEqual(
    Array(3).fill(
      'The cordon was moved three times. Nobody told the families. It snowed. Then it stopped.\n\nThe register was kept by two clerks.',
    ),
  );
  const { conflicts } = await (await apart(finding, 'analysis', [one, third, fourth])).agree();
  expect(conflicts).toEqual(Array(3).fill(['analysis.en']));
});

test('[CF4] [MG1] what is merged is a function of the set of operations, whatever the order of arrival', () => {
  const sentences = ['One. ', 'Two. ', 'Three. ', 'Four. '];
  const variants = fc.array(fc.constantFrom(...sentences, 'Changed. ', ''), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(variants, { minLength: 2, maxLength: 4 }), fc.infiniteStream(fc.nat()), (texts, order) => {
      const at = (n: number, over: Partial<StoredOperation>) =>
        storedOperation(n, { type: 'finding', field: 'observation.en', ...over });
      const first = at(1, { value: sentences.join('') });
      const history = [first, ...texts.map((words, n) => at(n + 2, { value: words.join(''), supersedes: [first.id] }))];
      const shuffled = history.map((each) => ({ each, key: order.next().value })).sort((a, b) => a.key - b.key);
      const again = foldWithTexts(
        shuffled.map(({ each }) => each),
        thisEdition.declarationOf,
      );
      expect(again).toEqual(foldWithTexts(history, thisEdition.declarationOf));
    }),
  );
});
