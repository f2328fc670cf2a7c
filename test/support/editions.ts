/**
 * Three editions that work together: one that lacks what today has, today's, and one that has what is not made yet. They
 * differ as real ones do: by a type, by fields of known types, by a choice that a field has more, by a language.
 */
import type { RecordDeclaration } from '../../shared/domain/declare-record.ts';
import { declareRecord } from '../../shared/domain/declare-record.ts';
import { type Edition, editionOf, thisEdition } from '../../shared/domain/edition.ts';
import { choice, localisedText, number, reference, set, text } from '../../shared/domain/field.ts';
import { playbookStates } from '../../shared/domain/playbook.ts';
import { policyTable } from '../../shared/domain/policy/policy-table.ts';

type Change = (declaration: RecordDeclaration) => RecordDeclaration;

const today = thisEdition;
const without =
  (...names: readonly string[]): Change =>
  (declaration) => ({
    ...declaration,
    version: declaration.version - 1,
    fields: Object.fromEntries(Object.entries(declaration.fields).filter(([name]) => !names.includes(name))),
  });
const withMore =
  (fields: RecordDeclaration['fields']): Change =>
  (declaration) => ({
    ...declaration,
    version: declaration.version + 1,
    fields: { ...declaration.fields, ...fields },
  });

function changed(changes: Readonly<Record<string, Change>>): RecordDeclaration[] {
  return today.declarations.map((each) => changes[each.type]?.(each) ?? each);
}

const { exercise: _, ...policyBefore } = policyTable;
/** No exercises, no priorities, no aims, no notes on attendance. */
const old = editionOf(
  changed({
    playbook: without('priority', 'region'),
    course: without('aims'),
    'attendance-mark': without('note'),
  }).filter(({ type }) => type !== 'exercise'),
  policyBefore,
);

/** What no edition has yet: the things that a centre lays ready for an exercise. */
export const exerciseKit = declareRecord({
  type: 'exercise-kit',
  version: 1,
  parent: 'exercise',
  appendOnly: false,
  fields: {
    exercise: reference({ listed: true }),
    title: localisedText({ listed: true, searched: 'title' }),
    pieces: number({ listed: true }),
    kinds: set({ listed: true }),
  },
});

const next = editionOf(
  [
    ...changed({
      playbook: withMore({
        lessons: localisedText({ listed: true }),
        reviewBoard: text({ listed: true }),
        state: choice([...playbookStates, 'archived'], { listed: true }),
      }),
      'attendance-mark': withMore({ room: text({ listed: true }) }),
    }),
    exerciseKit,
  ],
  { ...policyTable, 'exercise-kit': policyTable['exercise'] as (typeof policyTable)[string] },
);

export const editions = { old, today, next } as const satisfies Readonly<Record<string, Edition>>;
export type EditionName = keyof typeof editions;
export const editionNames: readonly EditionName[] = ['old', 'today', 'next'];
