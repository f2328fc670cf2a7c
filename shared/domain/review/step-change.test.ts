import { expect, test } from 'vitest';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { createRecord, setFields } from '../edit.ts';
import { step } from '../step.ts';
import { viewOf } from '../view.ts';
import { action } from './action.ts';
import { applyChange, changeOf, wordingOf } from './step-change.ts';

async function stepAndAction() {
  const engine = createFakeLiveEngine();
  const made = [
    createRecord(step, { scope: 'doctrine', id: 's' }, { playbook: 'p', description: { en: 'Agree on a channel.' } }),
    createRecord(action, { scope: 'papers', id: 'a' }, { review: 'r', text: { en: 'Name one' } }),
  ];
  for (const drafts of made) if (drafts.ok) await engine.apply('me', drafts.value);
  const open = async (id: string) => {
    const [state] = await engine.open([id]);
    if (state === undefined) throw new Error(id);
    return state;
  };
  return { engine, open };
}

test('an action can change the texts of a step and nothing else', () => {
  expect(changeOf('description.ar')).toEqual({ field: 'description', language: 'ar' });
  for (const key of ['description', 'onFailure.en', 'kind', '', undefined]) expect(changeOf(key)).toBeNull();
});

test('wording and link are one save, each in the scope of its record', async () => {
  const { engine, open } = await stepAndAction();
  const change = { key: 'description.en', wording: 'Name one channel.', at: 5, by: 'Ines' };
  const drafts = applyChange(await open('a'), await open('s'), change);
  if (!drafts.ok) throw new Error(drafts.failure.kind);
  expect(new Set(drafts.value.map(({ scope, type }) => `${scope} ${type}`))).toEqual(
    new Set(['doctrine step', 'papers action']),
  );
  await engine.apply('me', drafts.value);
  expect(wordingOf(await open('s'), 'description.en')).toBe('Name one channel.');
  expect(viewOf(action, await open('a'))).toMatchObject({
    playbook: 'p',
    step: 's',
    stepField: 'description.en',
    proposal: 'Name one channel.',
    proposalBase: 'Agree on a channel.',
    appliedAt: 5,
    appliedBy: 'Ines',
  });
});

test('a wording with two versions is settled first', async () => {
  const { engine, open } = await stepAndAction();
  const seen = await open('s');
  for (const text of ['One.', 'Two.']) {
    const edit = setFields(step, seen, { 'description.en': text });
    if (edit.ok) engine.receive(text, edit.value);
  }
  const change = { key: 'description.en', wording: 'Three.', at: 5, by: 'Ines' };
  expect(applyChange(await open('a'), await open('s'), change)).toEqual({
    ok: false,
    failure: { kind: 'step-in-conflict' },
  });
  expect(applyChange(await open('a'), await open('s'), { ...change, key: 'name.en' }).ok).toBe(true);
});
