import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mergeable, mergeOperation } from '../../sync/merge.ts';
import { setFields } from '../edit.ts';
import { playbook } from '../playbook.ts';
import type { OperationDraft, RecordState } from '../record-state.ts';
import { viewOf } from '../view.ts';
import { languagesBehind } from './behind.ts';
import { withTranslationNotes } from './fill-notes.ts';
import { judgeUnit } from './translate.ts';
import type { NoteState } from './translation-note.ts';
import { sourceLanguageOf, type Translation, translationOf, translationStates, unitsOf } from './translation-unit.ts';

let count = 0;

/** A laptop in miniature: what it has seen, what it makes. */
class Laptop {
  seen: Mergeable[] = [];

  get state(): RecordState {
    return merged(this.seen) ?? { scope: 's', type: 'playbook', id: 'p', fields: {}, missing: [] };
  }
  write(values: Readonly<Record<string, string | null>>): this {
    return this.#save(setFields(playbook, this.state, values));
  }
  judge(lang: string, state: NoteState): this {
    const view = viewOf(playbook, this.state);
    const [unit] = unitsOf(playbook, view, 'en');
    if (unit === undefined) throw new Error('no unit');
    return this.#save(judgeUnit(playbook, this.state, unit, lang, view.title[lang] ?? '', state));
  }
  meet(other: Laptop): void {
    const all = [...new Map([...this.seen, ...other.seen].map((one) => [one.id, one])).values()];
    this.seen = all;
    other.seen = [...all].reverse();
  }
  #save(drafts: ReturnType<typeof setFields>): this {
    if (!drafts.ok) throw new Error(drafts.failure.kind);
    const before = this.state;
    for (const draft of withTranslationNotes(drafts.value, new Map([['p', before]]))) this.seen.push(operation(draft));
    return this;
  }
}

function operation(draft: OperationDraft): Mergeable {
  count += 1;
  const id = String(count).padStart(32, '0');
  const origin = { author: 'a', device: 'd', incarnation: 'i' };
  return { ...draft, id, lamport: count, wall: count, tx: id, schema: 1, origin };
}

function merged(operations: readonly Mergeable[]): RecordState | null {
  const known = new Set<string>();
  let state: RecordState | null = null;
  for (const one of operations) {
    state = mergeOperation(state, one, (id) => known.has(id));
    known.add(one.id);
  }
  return state;
}

function arabicOf(state: RecordState): Translation {
  const view = viewOf(playbook, state);
  const [unit] = unitsOf(playbook, view, 'en');
  if (unit === undefined) throw new Error('no unit');
  const translation = translationOf(view, unit, 'ar');
  // The catalogue counts what the screens show, whatever happened before.
  expect(languagesBehind(playbook, state).includes('ar')).toBe(translation.state === 'outdated');
  return translation;
}

const arabic = (laptop: Laptop) => arabicOf(laptop.state);

test('a translation is new, translated, reviewed, final, and outdated once the original has changed', () => {
  const laptop = new Laptop().write({ 'title.en': 'Ring' });
  expect(arabic(laptop).state).toBe('initial');
  expect(arabic(laptop.write({ 'title.ar': 'حلقة' })).state).toBe('translated');
  expect(arabic(laptop.judge('ar', 'reviewed')).state).toBe('reviewed');
  expect(arabic(laptop.judge('ar', 'final')).state).toBe('final');
  expect(arabic(laptop.write({ 'title.en': 'Cordon' }))).toMatchObject({ state: 'outdated', text: 'حلقة' });
  expect(arabic(laptop.write({ 'title.en': 'Ring' })).state).toBe('final');
});

test('a text that no note speaks of counts as translated from an unknown source, and is never outdated', () => {
  const laptop = new Laptop();
  for (const [field, value] of [
    ['title.en', 'Ring'],
    ['title.ar', 'حلقة'],
  ] as const) {
    laptop.seen.push(
      operation({ kind: 'set', scope: 's', type: 'playbook', record: 'p', field, value, supersedes: [] }),
    );
  }
  expect(arabic(laptop)).toMatchObject({ state: 'translated', source: null });
  expect(arabic(laptop.write({ 'title.en': 'Cordon' })).state).toBe('translated');
});

test('a text written by an edition without notes does not inherit the judgement of the one it replaces', () => {
  const laptop = new Laptop().write({ 'title.en': 'Ring', 'title.ar': 'حلقة' }).judge('ar', 'final');
  const before = laptop.state.fields['title.ar'] ?? [];
  const draft = { kind: 'set', scope: 's', type: 'playbook', record: 'p', field: 'title.ar', value: 'دائرة' } as const;
  laptop.seen.push(operation({ ...draft, supersedes: before.map(({ id }) => id) }));
  expect(arabic(laptop)).toMatchObject({ state: 'translated', source: null });
});

test('two laptops translate offline from different originals: the conflict stays visible, the worse state counts', () => {
  const [a, b] = [new Laptop().write({ 'title.en': 'Ring' }), new Laptop()];
  a.meet(b);
  b.write({ 'title.ar': 'حلقة' });
  a.write({ 'title.en': 'Cordon' }).write({ 'title.ar': 'طوق' });
  expect([arabic(a).state, arabic(b).state]).toEqual(['translated', 'translated']);
  a.meet(b);
  for (const laptop of [a, b]) expect(arabic(laptop)).toMatchObject({ state: 'outdated', isContested: true });
  a.write({ 'title.ar': 'طوق' });
  expect(arabic(a)).toMatchObject({ state: 'translated', isContested: false });
});

test('a review of a text that was changed elsewhere meanwhile says nothing of the new one', () => {
  const [a, b] = [new Laptop().write({ 'title.en': 'Ring', 'title.ar': 'حلقة' }), new Laptop()];
  a.meet(b);
  a.judge('ar', 'final');
  b.write({ 'title.ar': 'دائرة' });
  a.meet(b);
  expect(arabic(a)).toMatchObject({ state: 'translated', text: 'دائرة', isContested: false });
});

test('while the original itself is in conflict, no translation that knows its source is up to date', () => {
  const [a, b] = [new Laptop().write({ 'title.en': 'Ring', 'title.ar': 'حلقة' }), new Laptop()];
  a.meet(b);
  a.write({ 'title.en': 'Ring.' });
  b.write({ 'title.en': 'The ring' });
  a.meet(b);
  expect(arabic(a).state).toBe('outdated');
  expect(arabic(a.write({ 'title.en': 'Ring' })).state).toBe('translated');
});

test('notes are never a conflict that somebody is asked to settle', () => {
  const [a, b] = [new Laptop().write({ 'title.en': 'Ring', 'title.ar': 'حلقة' }), new Laptop()];
  a.meet(b);
  a.judge('ar', 'final');
  b.judge('ar', 'reviewed');
  a.meet(b);
  expect(viewOf(playbook, a.state).conflicts).toEqual([]);
  expect(arabic(a).state).toBe('reviewed');
});

type Act = { readonly by: 0 | 1; readonly what: 'en' | 'ar' | 'reviewed' | 'final' | 'meet'; readonly text: string };
const acts = fc.array(
  fc.record<Act>({
    by: fc.constantFrom(0, 1),
    what: fc.constantFrom('en', 'ar', 'reviewed', 'final', 'meet'),
    text: fc.constantFrom('a', 'b', 'c'),
  }),
  { maxLength: 14 },
);

/** Two laptops after a story of edits, judgements and meetings. */
function played(story: readonly Act[]): [Laptop, Laptop] {
  const laptops: [Laptop, Laptop] = [new Laptop().write({ 'title.en': 'start' }), new Laptop()];
  laptops[0].meet(laptops[1]);
  for (const { by, what, text } of story) {
    if (what === 'meet') laptops[0].meet(laptops[1]);
    else if (what === 'en' || what === 'ar') laptops[by].write({ [`title.${what}`]: text });
    else if (viewOf(playbook, laptops[by].state).title['ar']) laptops[by].judge('ar', what);
  }
  return laptops;
}

test('any order of arrival gives the same state', () => {
  fc.assert(
    fc.property(acts, fc.infiniteStream(fc.nat()), (story, order) => {
      const [a, b] = played(story);
      a.meet(b);
      expect(arabic(a)).toEqual(arabic(b));
      const shuffled = a.seen
        .map((one) => ({ one, at: order.next().value as number }))
        .sort((x, y) => x.at - y.at)
        .map(({ one }) => one);
      expect(arabicOf(merged(shuffled) as RecordState)).toEqual(arabic(a));
    }),
  );
});

test('a unit with several texts is exactly as good as the worst of them would be alone', () => {
  fc.assert(
    fc.property(acts, (story) => {
      const [a, b] = played(story);
      a.meet(b);
      const { state } = a;
      const alone = (state.fields['title.ar'] ?? []).map(
        (head) => arabicOf({ ...state, fields: { ...state.fields, 'title.ar': [head] } }).state,
      );
      const worst = translationStates.find((each) => alone.includes(each));
      expect(arabic(a).state).toBe(worst ?? 'initial');
    }),
  );
});

test('the language of the source: as asked, a variant of it, English, the six, then anything', () => {
  const pick = (wanted: string, ...present: string[]) =>
    sourceLanguageOf(Object.fromEntries(present.map((lang) => [lang, 'x'])), wanted);
  expect(pick('fr', 'en', 'fr')).toBe('fr');
  expect(pick('fr', 'en', 'fr-CA')).toBe('fr-CA');
  expect(pick('fr-CA', 'en', 'fr')).toBe('fr');
  expect(pick('fr', 'ar', 'en')).toBe('en');
  expect(pick('fr', 'tr', 'ar')).toBe('ar');
  expect(pick('fr', 'tr')).toBe('tr');
  expect(pick('fr')).toBeNull();
});
