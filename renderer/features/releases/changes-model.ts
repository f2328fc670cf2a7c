/** What the differences between two texts look like to a reader: in reading order, without what nobody reads. Pure. */
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import type { FrozenPlaybook, FrozenRecord } from '../../../shared/domain/release/frozen-playbook.ts';
import {
  differencesOf,
  type FieldDifference,
  type StepDifferences,
} from '../../../shared/domain/release/playbook-differences.ts';

export const changeKinds = ['words', 'added', 'removed', 'workflow'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface ShownChange {
  readonly id: string;
  /** The number of the step, as readers count; null for the header, and for start and end. */
  readonly number: number | null;
  /** As it is now, or was before it was removed; null for the header. */
  readonly step: FrozenRecord | null;
  readonly kinds: readonly ChangeKind[];
  readonly isMoved: boolean;
  readonly fields: readonly FieldDifference[];
}

/** Keys of fields that only machines read. */
const unread: ReadonlySet<string> = new Set(['order', 'cacaoId', 'cacaoCreated', 'extra', 'createdBy']);

export function shownChanges(before: FrozenPlaybook, after: FrozenPlaybook): ShownChange[] {
  const { header, steps } = differencesOf(before, after);
  const read = header.fields.filter(isRead);
  const numbers = new Map([...numbersOf(before), ...numbersOf(after)]);
  const kept = new Map([...before.steps, ...after.steps].map((step) => [step.id, step]));
  const own = steps.flatMap((each): ShownChange[] => {
    const step = kept.get(each.id) ?? null;
    const fields = fieldsOf(each);
    const isMoved = each.kind === 'changed' && each.isMoved;
    if (each.kind === 'changed' && fields.length === 0 && !isMoved) return [];
    const kinds = each.kind === 'changed' ? kindsOf(fields, isMoved) : ([each.kind] as const);
    return [{ id: each.id, number: numbers.get(each.id) ?? null, step, kinds, isMoved, fields }];
  });
  if (read.length === 0) return own;
  const about = { id: '', number: null, step: null, kinds: kindsOf(read, false), isMoved: false, fields: read };
  return [about, ...own];
}

function fieldsOf(each: StepDifferences): readonly FieldDifference[] {
  if (each.kind === 'changed') return each.fields.filter(isRead);
  const kind = each.kind;
  return Object.entries(each.step.fields).flatMap(([key, value]): FieldDifference[] =>
    splitFieldKey(key)[1] === null || typeof value !== 'string' || value === ''
      ? []
      : [{ key, parts: [{ kind, text: value }] }],
  );
}

const isRead = ({ key }: FieldDifference): boolean => !unread.has(splitFieldKey(key)[0]);
const isText = ({ key }: FieldDifference): boolean => splitFieldKey(key)[1] !== null;

function kindsOf(fields: readonly FieldDifference[], isMoved: boolean): ChangeKind[] {
  const kinds: ChangeKind[] = fields.some(isText) ? ['words'] : [];
  return isMoved || !fields.every(isText) ? [...kinds, 'workflow'] : kinds;
}

/** Steps that somebody carries out, counted as the reader counts them. */
export function numbersOf({ steps }: FrozenPlaybook): ReadonlyMap<string, number> {
  const listed = steps.filter(({ fields }) => fields['kind'] !== 'start' && fields['kind'] !== 'end');
  return new Map(listed.map(({ id }, place) => [id, place + 1]));
}

/** The text before and after, of a field in one language. */
export function textsOf(each: FieldDifference): { readonly before: string; readonly after: string } | null {
  if ('parts' in each) {
    const without = (left: 'removed' | 'added') =>
      each.parts.map(({ kind, text }) => (kind === left ? '' : text)).join('');
    return { before: without('added'), after: without('removed') };
  }
  const isPlain = (value: unknown) => value === null || typeof value === 'string' || typeof value === 'number';
  if (!isPlain(each.before) || !isPlain(each.after)) return null;
  return { before: String(each.before ?? ''), after: String(each.after ?? '') };
}
