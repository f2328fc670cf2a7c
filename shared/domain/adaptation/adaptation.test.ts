import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import {
  type AdaptableField,
  adaptableFields,
  defaultAllowances,
  isAllowed,
  pieceKinds,
  replaceableFields,
} from './adaptable.ts';
import { baseOf, type Piece } from './adaptation.ts';
import { type CorePlaybook, type CoreStep, digestOfCore, saidIn } from './core-playbook.ts';
import { effectivePlaybook } from './effective.ts';
import { type Decision, rebase } from './rebase.ts';
import { type Answer, proposalFor, type Settled, settle, stepsFor, waysOf } from './settle.ts';

const none = { name: {}, description: {}, who: {}, authority: {}, legalBasis: {}, caution: {} };

function coreWith(steps: readonly CoreStep[], language: string | null = 'en'): CorePlaybook {
  return { id: 'core', language, edition: { release: null, number: '4.1', digest: digestOfCore(steps) }, steps };
}
const stepWith = (id: string, texts: Partial<CoreStep['texts']>, allowances: readonly string[] = defaultAllowances) => {
  return { id, texts: { ...none, ...texts }, allowances };
};
function pieceWith(core: CorePlaybook, given: Partial<Piece> & Pick<Piece, 'id' | 'kind' | 'step'>): Piece {
  const blank = { field: null, order: 'a0', language: 'en', adaptation: 'layer', reason: {}, legalReference: {} };
  const piece = { ...none, ...blank, ...given };
  return { ...piece, base: given.base === undefined ? baseOf(core, piece) : given.base };
}

const cordon = { en: 'Clear 50 m around the item.', fr: 'Évacuer 50 m autour de l’objet.' };
const open = [...defaultAllowances, 'replacements'];
const before = coreWith([stepWith('a', { name: { en: 'Cordon' }, description: cordon }, open), stepWith('b', {})]);
const withCordon = (texts: Readonly<Record<string, string>>, allowances: readonly string[] = open) =>
  coreWith([stepWith('a', { name: { en: 'Cordon' }, description: texts }, allowances), stepWith('b', {})]);
const ours = (given: Partial<Piece> = {}) =>
  pieceWith(before, {
    ...{ id: 'p1', kind: 'replacement', step: 'a', field: 'description' },
    ...{ description: { en: 'Clear 50 m around the item. Use the east ramp only.' }, ...given },
  });

test('[AD2] without a word of the author a centre adds and explains, and replaces nothing', () => {
  const may = (allowances: readonly string[]) => pieceKinds.filter((kind) => isAllowed(allowances, kind, 'legalBasis'));
  expect(may(defaultAllowances)).toEqual(['note', 'addition']);
  expect(may([])).toEqual([]);
  expect(may(['replace:legalBasis'])).toEqual(['replacement']);
  expect(may(['replace:weather', 'everything'])).toEqual([]);
  expect(replaceableFields(['replace:who', 'notes'])).toEqual(['who']);
  expect(replaceableFields(['replacements'])).toEqual(adaptableFields);
});

test('[AD3] a replaced text says whose it is, language by language; other languages keep the core’s', () => {
  const [step] = effectivePlaybook(before, [ours()]).steps;
  if (step?.origin !== 'core') throw new Error('The first step is of the core');
  expect(step.texts.description.texts).toEqual({ ...cordon, en: ours().description['en'] });
  expect(Object.keys(step.texts.description.replaced)).toEqual(['en']);
  expect(step.texts.name.replaced).toEqual({});
});

test('[AD3] a step that the centre added stands after its step of the core', () => {
  const added = pieceWith(before, { id: 'p2', kind: 'addition', step: 'a', name: { en: 'Call the harbour office' } });
  const note = pieceWith(before, { id: 'p3', kind: 'note', step: 'b', description: { en: 'Ext. 214.' } });
  const { steps } = effectivePlaybook(before, [note, added]);
  expect(steps.map(({ origin, id }) => `${origin} ${id}`)).toEqual(['core a', 'local p2', 'core b']);
  expect(steps[2]).toMatchObject({ notes: [{ id: 'p3' }] });
});

test('[AD4] other words of the core under a replacement ask for a decision; anything else of the core does not', () => {
  const { carried } = rebase([ours()], withCordon({ ...cordon, fr: 'Évacuer cinquante mètres.' }));
  expect(carried).toHaveLength(1);
  const { decisions } = rebase([ours()], withCordon({ ...cordon, en: 'Clear 100 m for a bag.' }));
  expect(decisions).toMatchObject([{ reason: 'core-changed', languages: ['en'], piece: { base: { texts: cordon } } }]);
});

test('[AD4] a replacement in one language asks too when the language in which the core is written says something else', () => {
  const french = ours({ description: { fr: 'Évacuer 50 m. Rampe est seulement.' } });
  const { decisions } = rebase([french], withCordon({ ...cordon, en: 'Clear 100 m for a bag.' }));
  expect(decisions).toMatchObject([{ reason: 'core-changed', languages: ['en'] }]);
});

test('[AD4] a step that is gone, and one that is fixed now, ask for a decision and are no part of the text', () => {
  const note = pieceWith(before, { id: 'p2', kind: 'note', step: 'b', description: { en: 'Ext. 214.' } });
  const after = coreWith([stepWith('a', { description: cordon }, ['notes'])]);
  const effective = effectivePlaybook(after, [ours(), note]);
  expect(effective.decisions.map(({ reason }) => reason)).toEqual(['not-allowed', 'step-removed']);
  expect(effective.homeless).toMatchObject([{ piece: { id: 'p2' } }]);
  expect(effective.steps).toMatchObject([
    { waiting: [{ piece: { id: 'p1' } }], texts: { description: { replaced: {} } } },
  ]);
});

test('[AD4] of two pieces that replace the same text the first counts, and the other asks', () => {
  const second = ours({ id: 'p2', description: { en: 'Clear 75 m.', fr: 'Évacuer 75 m.' } });
  const { carried, decisions } = rebase([second, ours()], before);
  expect(carried.map(({ id }) => id)).toEqual(['p1']);
  expect(decisions).toMatchObject([{ reason: 'overlap', languages: ['en'], others: [{ id: 'p1' }] }]);
});

test('[AD6] writing anew begins with both changes where they do not touch, else with ours', () => {
  const decisionAt = (en: string) => rebase([ours()], withCordon({ ...cordon, en })).decisions[0] as Decision;
  expect(proposalFor(decisionAt('Stand back. Clear 50 m around the item.'), 'en')).toEqual({
    text: 'Stand back. Clear 50 m around the item. Use the east ramp only.',
    clean: true,
  });
  const torn = ours({ description: { en: 'Clear 75 m around the item.' } });
  const [decision] = rebase([torn], withCordon({ ...cordon, en: 'Clear 100 m for a bag.' })).decisions;
  expect(proposalFor(decision as Decision, 'en')).toEqual({ text: 'Clear 75 m around the item.', clean: false });
});

test('[AD6] a replacement is not emptied by writing it anew', () => {
  const after = withCordon({ ...cordon, en: 'Clear 100 m.' });
  const [decision] = rebase([ours()], after).decisions;
  expect(settle(decision as Decision, { way: 'anew', texts: { en: '  ' } }, after)).toBeNull();
});

// Few steps, languages and words, so that pieces meet, and cores of two releases are often nearly the same.
const stepIds = ['a', 'b', 'c', 'd'] as const;
const word = fc.constantFrom('Call.', 'Call now.', 'Wait. Call.', 'Leave.');
const localised = fc.dictionary(fc.constantFrom('en', 'fr', 'ar'), word, { maxKeys: 3 });
const someText = fc.dictionary(fc.constantFrom('en', 'fr', 'ar'), word, { minKeys: 1, maxKeys: 3 });
const allowance = fc.constantFrom(
  'notes',
  'additions',
  'replacements',
  'replace:who',
  'replace:description',
  'unknown',
);
const coreStep = (id: string) =>
  fc.record({
    id: fc.constant(id),
    texts: fc
      .record({ name: localised, description: localised, who: localised })
      .map((texts) => ({ ...none, ...texts })),
    allowances: fc.oneof(fc.constant(open), fc.uniqueArray(allowance)),
  });
const anyCore: fc.Arbitrary<CorePlaybook> = fc
  .tuple(fc.subarray([...stepIds]), fc.constantFrom('en', 'fr', null))
  .chain(([ids, language]) => fc.tuple(...ids.map(coreStep)).map((steps) => coreWith(steps, language)));
const anyPiece = (id: string): fc.Arbitrary<(core: CorePlaybook) => Piece> =>
  fc
    .record({
      id: fc.constant(id),
      kind: fc.constantFrom(...pieceKinds),
      step: fc.constantFrom(...stepIds),
      field: fc.constantFrom<AdaptableField>('description', 'who'),
      order: fc.constantFrom('a0', 'a1'),
      description: someText,
      hasBase: fc.boolean(),
    })
    .map(({ hasBase, ...given }) => (core) => {
      const field = given.kind === 'replacement' ? given.field : null;
      return pieceWith(core, { ...given, field, ...(hasBase ? {} : { base: null }) });
    });
const anyPieces = fc
  .integer({ min: 0, max: 8 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, place) => anyPiece(`p${place}`))));

const idsOf = (pieces: readonly { readonly id: string }[]) => pieces.map(({ id }) => id).sort();

test('[AD4] every piece is carried over or waits for a decision, once, whatever came of the core', () => {
  fc.assert(
    fc.property(anyCore, anyCore, anyPieces, (then, now, made) => {
      const pieces = made.map((piece) => piece(then));
      const { carried, decisions } = rebase(pieces, now);
      expect(idsOf([...carried, ...decisions.map(({ piece }) => piece)])).toEqual(idsOf(pieces));
      // Carried over is carried over as it was.
      for (const piece of carried) expect(pieces).toContain(piece);
    }),
    { numRuns: 300 },
  );
});

test('[AD4] on the core that they were brought to, pieces are what they were', () => {
  fc.assert(
    fc.property(anyCore, anyPieces, (core, made) => {
      const { carried } = rebase(
        made.map((piece) => piece(core)),
        core,
      );
      const brought = carried.map((piece) => ({ ...piece, base: baseOf(core, piece) }));
      expect(rebase(brought, core)).toEqual({ carried: brought, decisions: [] });
    }),
    { numRuns: 300 },
  );
});

test('[AD5] editions one by one lose nothing that all at once keeps', () => {
  fc.assert(
    fc.property(anyCore, anyCore, anyCore, anyPieces, (then, between, now, made) => {
      const pieces = made.map((piece) => piece(then));
      const half = rebase(pieces, between);
      // Whoever came by between decided some of it to be kept, and left the rest.
      const kept = half.decisions.flatMap((decision) => {
        const settled = decision.reason === 'core-changed' ? settle(decision, { way: 'keep' }, between) : null;
        return settled === null ? decision.piece : after([decision.piece], settled);
      });
      const late = rebase([...half.carried, ...kept], now);
      const atOnce = rebase(pieces, now);
      const texts = (all: readonly Piece[]) => Object.fromEntries(all.map(({ id, description }) => [id, description]));
      const everything = ({ carried, decisions }: typeof late) => [...carried, ...decisions.map(({ piece }) => piece)];
      expect(texts(everything(late))).toEqual(texts(everything(atOnce)));
      // And what nobody touched meanwhile is judged as if nobody had come by.
      if (half.decisions.every(({ reason }) => reason !== 'core-changed')) expect(late).toEqual(atOnce);
    }),
    { numRuns: 300 },
  );
});

test('[AD3] without pieces the effective text is the core', () => {
  fc.assert(
    fc.property(anyCore, (core) => {
      const { steps, decisions } = effectivePlaybook(core, []);
      expect(decisions).toEqual([]);
      const plain = steps.map((step) => {
        if (step.origin !== 'core') throw new Error('Nobody added a step');
        expect(step).toMatchObject({ notes: [], waiting: [] });
        const texts = adaptableFields.map((field) => [field, step.texts[field]] as const);
        expect(texts.every(([, { replaced }]) => Object.keys(replaced).length === 0)).toBe(true);
        return { ...step.core, texts: Object.fromEntries(texts.map(([field, text]) => [field, text.texts])) };
      });
      expect(plain).toEqual(core.steps);
    }),
    { numRuns: 100 },
  );
});

test('[AD3] every piece stands in the effective text once or waits, and none stands where the core does not allow it', () => {
  fc.assert(
    fc.property(anyCore, anyCore, anyPieces, fc.boolean(), (then, now, made, turn) => {
      const pieces = made.map((piece) => piece(then));
      const effective = effectivePlaybook(now, pieces);
      const placed = effective.steps.flatMap((step) => {
        if (step.origin === 'local') return [step.piece];
        const replacing = adaptableFields.flatMap((field) => Object.values(step.texts[field].replaced));
        return [...step.notes, ...new Set(replacing)];
      });
      expect(idsOf([...placed, ...effective.decisions.map(({ piece }) => piece)])).toEqual(idsOf(pieces));
      for (const { kind, step, field } of placed) {
        const allowances = now.steps.find(({ id }) => id === step)?.allowances ?? [];
        expect(isAllowed(allowances, kind, field)).toBe(true);
      }
      // In whatever order pieces come from the disk.
      if (turn) expect(effectivePlaybook(now, [...pieces].reverse())).toEqual(effective);
    }),
    { numRuns: 300 },
  );
});

test('[AD6] whatever is answered, the piece is carried over or taken away, and no other one is lost', () => {
  fc.assert(
    fc.property(anyCore, anyCore, anyPieces, (then, now, made) => {
      const pieces = made.map((piece) => piece(then));
      for (const decision of rebase(pieces, now).decisions) {
        for (const answer of answersTo(decision, now)) {
          const settled = settle(decision, answer, now) as Settled;
          const left = after(pieces, settled);
          const { decisions } = rebase(left, now);
          const mine = decisions.find(({ piece }) => piece.id === decision.piece.id);
          // A note made of it, or another place, may meet nothing; a wording kept may meet one that was hidden behind it.
          expect(mine?.reason ?? 'overlap').toBe('overlap');
          const gone = answer.way === 'keep' && decision.reason === 'overlap' ? decision.others : [decision.piece];
          for (const id of settled.removed) expect(idsOf(gone)).toContain(id);
        }
      }
    }),
    { numRuns: 200 },
  );
});

function answersTo(decision: Decision, core: CorePlaybook): Answer[] {
  return waysOf(decision, core).map((way): Answer => {
    if (way === 'anew') return { way, texts: { en: 'Anew.' } };
    if (way === 'elsewhere') return { way, step: stepsFor(decision.piece, core)[0] as RecordId };
    return { way };
  });
}

/** Pieces after what an answer writes, as records would be. */
function after(pieces: readonly Piece[], { values, removed }: Settled): Piece[] {
  const left = pieces.filter(({ id }) => !removed.includes(id));
  return left.map((piece) => Object.entries(values.get(piece.id) ?? {}).reduce(set, piece));
}

function set(piece: Piece, [key, value]: readonly [string, Json]): Piece {
  const [field, lang] = key.split('.') as [keyof Piece, string | undefined];
  if (lang === undefined) return { ...piece, [field]: value };
  return { ...piece, [field]: saidIn({ ...(piece[field] as object), [lang]: (value ?? '') as string }) };
}
