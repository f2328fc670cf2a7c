import { expect, test } from 'vitest';
import { setFields } from '../../../shared/domain/edit.ts';
import { playbook } from '../../../shared/domain/playbook.ts';
import { step } from '../../../shared/domain/step.ts';
import { languagesIn, placedUnits, progressIn } from '../../../shared/domain/translation/progress.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { createFakeLiveEngine } from '../../../test/support/fake-live-engine.ts';
import { samplePlaybook, samplePlaybookId } from '../../../test/support/sample-playbook.ts';
import { LanguageTally } from './language-states.ts';

test('counts each language as translators do, in pieces as in one go', async () => {
  const engine = createFakeLiveEngine();
  engine.receive('somebody', samplePlaybook());
  const ids = (await engine.list({ type: 'step', parent: samplePlaybookId })).map(({ id }) => id);
  const [cordon] = await engine.open(['s-cordon']);
  if (cordon === undefined) throw new Error('no step');
  // The Arabic is renewed from this text, and then the text changes again.
  for (const values of [{ 'description.ar': 'أخلِ المكان.' }, { 'description.en': 'Clear the place.' }]) {
    const [now] = await engine.open(['s-cordon']);
    const set = setFields(step, now ?? cordon, values);
    if (!set.ok) throw new Error(set.failure.kind);
    await engine.apply('somebody', set.value);
  }
  const [head] = await engine.open([samplePlaybookId]);
  const book = viewOf(playbook, head ?? cordon);
  const steps = (await engine.open(ids)).map((state) => viewOf(step, state));
  const placed = [...placedUnits(playbook, book), ...steps.flatMap((each) => placedUnits(step, each, 'en'))];
  const expected = languagesIn(placed).map((lang) => {
    const { initial, outdated } = progressIn(lang, placed);
    return { lang, share: 1 - (initial + outdated) / placed.length, outdated };
  });
  expect(expected.map(({ lang, outdated }) => [lang, outdated])).toContainEqual(['ar', 1]);
  const close = ({ lang, share, outdated }: (typeof expected)[number]) => [lang, share.toFixed(9), outdated];
  expect(new LanguageTally(book).add(steps).states().map(close)).toEqual(expected.map(close));
  const pieces = new LanguageTally(book).add(steps.slice(0, 3)).add(steps.slice(3));
  expect(pieces.states().map(close)).toEqual(expected.map(close));
});
