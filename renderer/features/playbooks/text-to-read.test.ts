import { expect, test } from 'vitest';
import type { Piece } from '../../../shared/domain/adaptation/adaptation.ts';
import { baseOf } from '../../../shared/domain/adaptation/adaptation.ts';
import { pickText } from '../../../shared/domain/localised.ts';
import type { FrozenPlaybook } from '../../../shared/domain/release/frozen-playbook.ts';
import type { PlaybookStanding, StandingRelease } from '../../../shared/domain/release/release-standing.ts';
import type { Step } from '../../../shared/domain/step.ts';
import type { Layer } from './layer/use-layers.ts';
import { type PickText, saidBy } from './lines.ts';
import { stepsModel } from './steps-model.ts';
import { coreIn, coreToRead, mayRun, wantedRelease, withLayer } from './text-to-read.ts';
import type { OpenPlaybook } from './use-playbook.ts';

const none = {};
const step = (id: string, text: string): Step =>
  ({
    ...{ id, kind: 'action', order: id, name: { en: `Step ${id}` }, description: { en: text } },
    ...{ who: none, authority: none, legalBasis: none, caution: none, adaptable: undefined },
  }) as unknown as Step;
const draft = {
  playbook: { id: 'book', scope: 's', language: 'en', adaptable: ['additions', 'replacements'], releaseNumber: '4.2' },
  steps: stepsModel([step('a', 'Clear 100 m.'), step('b', 'Call the officer.')]),
} as unknown as OpenPlaybook;

const released = { id: 'r1', state: 'released', edition: { number: '4.2', at: 1, content: 'ab'.repeat(32) } };
const standing = (more: Partial<PlaybookStanding> = {}): PlaybookStanding => ({
  ...{ state: 'draft', current: null, withdrawn: null, coming: null, candidate: null, releases: [] },
  ...more,
});
const current = standing({
  state: 'released',
  current: released as unknown as StandingRelease,
  releases: [released as unknown as StandingRelease],
});
const frozen: FrozenPlaybook = {
  playbook: { id: 'book', fields: { language: 'en' }, notes: {} },
  steps: [{ id: 'a', fields: { 'name.en': 'Released step', kind: 'action', order: 'a' }, notes: {} }],
} as unknown as FrozenPlaybook;

const pick: PickText = (texts, original = 'en') => pickText(texts, 'en', original);
const layerOf = (...pieces: Piece[]): Layer => ({
  ...{ centre: 'Sorrel Coast', scope: 'c', adaptations: [], pieces, conflicts: new Map() },
});
const piece = (more: Partial<Piece> & Pick<Piece, 'id' | 'kind' | 'step'>): Piece => ({
  ...{ adaptation: 'ad', field: null, order: 'a', language: 'en', base: null, name: none, description: none },
  ...{ who: none, authority: none, caution: none, reason: none, legalReference: none },
  ...more,
});

test('what is in force is read, else the draft, which then says nothing of its own standing', () => {
  expect(wantedRelease(current, 'in-force')?.id).toBe('r1');
  expect(wantedRelease(current, 'draft')).toBeNull();
  const drafted = coreToRead(draft, current, 'draft', null);
  expect([drafted.release, drafted.isTextWrong, drafted.open.playbook.releaseNumber]).toEqual([null, false, undefined]);
  expect(coreToRead(draft, standing(), 'in-force', null).open).toBe(draft);
});

test('[RL6] a release that is not here, or whose text is not, is never another text in silence', () => {
  for (const wanted of ['in-force', 'r1', 'gone'])
    expect(coreToRead(draft, current, wanted, null)).toMatchObject({ release: null, isTextWrong: true });
  const read = coreToRead(draft, current, 'r1', frozen);
  expect([read.release?.id, read.isTextWrong, read.open.steps.listed.length]).toEqual(['r1', false, 1]);
});

test('only what is in force is run, or a draft where nothing was released', () => {
  const read = (of: PlaybookStanding, wanted: string, text: FrozenPlaybook | null = null) =>
    withLayer(coreToRead(draft, of, wanted, text), [], null);
  expect(mayRun(read(standing(), 'in-force'))).toBe(true);
  expect(mayRun(read(current, 'in-force', frozen))).toBe(true);
  expect(mayRun(read(current, 'draft'))).toBe(false);
});

test('[AD3] the lines are those of the core with the centre’s own after them, each with its origin', () => {
  const core = coreToRead(draft, standing(), 'in-force', null);
  const at = { step: 'a', field: 'description' } as const;
  const replaced = piece({ id: 'p1', kind: 'replacement', ...at, description: { en: 'Clear 50 m.' } });
  const added = piece({ id: 'p2', kind: 'addition', step: 'a', name: { en: 'Call the harbour' } });
  const on = coreIn(core.open);
  const layer = layerOf({ ...replaced, base: baseOf(on, replaced) }, { ...added, base: baseOf(on, added) });
  const read = withLayer(core, [layer], 'Sorrel Coast');
  expect(read.lines.map(({ mark, origin, id }) => [mark, origin, id])).toEqual([
    ['1', 'core', 'a'],
    ['1a', 'local', 'p2'],
    ['2', 'core', 'b'],
  ]);
  const [first, own, last] = read.lines.map((line) => saidBy(line, pick));
  expect(first?.description).toEqual({ text: 'Clear 50 m.', lang: 'en', isLocal: true });
  expect(own?.name).toEqual({ text: 'Call the harbour', lang: 'en', isLocal: true });
  expect(last?.description).toEqual({ text: 'Call the officer.', lang: 'en', isLocal: false });
  const alone = withLayer(core, [layer], null);
  expect([alone.layer, alone.lines.length]).toEqual([null, 2]);
});
