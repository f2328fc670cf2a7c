/**
 * The differences between two texts of a playbook, by step and by word ([RL8]): plain data, so that a screen shows them, a file keeps them,
 * and applied to the first text they give exactly the second. Files of others, whose ids and properties are not ours, are compared by
 * cacao/diff-documents.ts.
 */
import { diffArrays } from 'diff';
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import { isSameJson } from '../cacao/canonical-json.ts';
import { splitFieldKey } from '../declare-record.ts';
import { diffText, type TextPart } from '../text-diff.ts';
import { digestOfFrozen, type FrozenPlaybook, type FrozenRecord } from './frozen-playbook.ts';

/** One field: the words of a text that is in both, or the value before and after; null where there is none. */
export type FieldDifference =
  | { readonly key: string; readonly parts: readonly TextPart[] }
  | { readonly key: string; readonly before: Json; readonly after: Json };

export interface RecordDifferences {
  readonly fields: readonly FieldDifference[];
  /** What is noted of translations, by the key of the text; an empty list where nothing is. */
  readonly notes: readonly { readonly key: string; readonly after: readonly Json[] }[];
}

export type StepDifferences =
  | { readonly kind: 'added'; readonly id: RecordId; readonly step: FrozenRecord }
  | { readonly kind: 'removed'; readonly id: RecordId; readonly step: FrozenRecord }
  | ({
      readonly kind: 'changed';
      readonly id: RecordId;
      /** It comes before or after steps that it did not before. */
      readonly isMoved: boolean;
    } & RecordDifferences);

export interface PlaybookDifferences {
  /** Digests of the two texts. */
  readonly from: string;
  readonly to: string;
  readonly header: RecordDifferences;
  /** Those that differ: in the order of the second text, what was removed where it was in the first. */
  readonly steps: readonly StepDifferences[];
  /** The steps of the second text in reading order. */
  readonly order: readonly RecordId[];
}

/** They were taken from another text than the one that they are applied to. */
export interface OtherText extends Failure<'differences-of-another-text'> {
  readonly from: string;
  readonly found: string;
}

/** What differs from one text to the other. Two editions of one playbook, or of two: a step is told by its record. */
export function differencesOf(before: FrozenPlaybook, after: FrozenPlaybook): PlaybookDifferences {
  return {
    from: digestOfFrozen(before),
    to: digestOfFrozen(after),
    header: recordDifferences(before.playbook, after.playbook),
    steps: stepDifferences(before.steps, after.steps),
    order: after.steps.map(({ id }) => id),
  };
}

function stepDifferences(before: readonly FrozenRecord[], after: readonly FrozenRecord[]): StepDifferences[] {
  const was = new Map(before.map((each) => [each.id, each]));
  const is = new Map(after.map((each) => [each.id, each]));
  const moved = movedBetween(
    before.filter(({ id }) => is.has(id)).map(({ id }) => id),
    after.filter(({ id }) => was.has(id)).map(({ id }) => id),
  );
  const found: StepDifferences[] = [];
  let at = 0;
  const passRemoved = () => {
    for (let step = before[at]; step !== undefined && !is.has(step.id); step = before[++at])
      found.push({ kind: 'removed', id: step.id, step });
  };
  for (const step of after) {
    const old = was.get(step.id);
    if (old === undefined) {
      found.push({ kind: 'added', id: step.id, step });
      continue;
    }
    passRemoved();
    if (before[at]?.id === step.id) at++;
    const isMoved = moved.has(step.id);
    const differs = recordDifferences(old, step);
    if (isMoved || differs.fields.length > 0 || differs.notes.length > 0)
      found.push({ kind: 'changed', id: step.id, isMoved, ...differs });
  }
  // What moved about leaves removed steps behind that were not passed.
  const told = new Set(found.map(({ id }) => id));
  for (const step of before)
    if (!is.has(step.id) && !told.has(step.id)) found.push({ kind: 'removed', id: step.id, step });
  return found;
}

function movedBetween(before: readonly RecordId[], after: readonly RecordId[]): ReadonlySet<RecordId> {
  const parts = diffArrays([...before], [...after]);
  return new Set(parts.flatMap(({ added, value }) => (added ? value : [])));
}

function recordDifferences(before: FrozenRecord, after: FrozenRecord): RecordDifferences {
  const keys = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].sort();
  const noted = [...new Set([...Object.keys(before.notes), ...Object.keys(after.notes)])].sort();
  return {
    fields: keys.flatMap((key) => fieldDifference(key, valueIn(before.fields, key), valueIn(after.fields, key))),
    notes: noted.flatMap((key) => {
      const [was, is] = [valueIn(before.notes, key) ?? [], valueIn(after.notes, key) ?? []];
      return isSameJson([...was], [...is]) ? [] : [{ key, after: is }];
    }),
  };
}

function valueIn<T>(values: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(values, key) ? (values[key] as T) : null;
}

function fieldDifference(key: string, before: Json, after: Json): FieldDifference[] {
  if (isSameJson(before, after)) return [];
  const isText = typeof before === 'string' && typeof after === 'string' && splitFieldKey(key)[1] !== null;
  return [isText ? { key, parts: diffText(before, after) } : { key, before, after }];
}

/** The second text, from the first and the differences. */
export function applyDifferences(
  before: FrozenPlaybook,
  differences: PlaybookDifferences,
): Result<FrozenPlaybook, OtherText> {
  const found = digestOfFrozen(before);
  if (found !== differences.from) return fail({ kind: 'differences-of-another-text', from: differences.from, found });
  const steps = new Map(before.steps.map((each) => [each.id, each]));
  for (const each of differences.steps) {
    if (each.kind === 'removed') steps.delete(each.id);
    else if (each.kind === 'added') steps.set(each.id, each.step);
    else steps.set(each.id, applyToRecord(steps.get(each.id) as FrozenRecord, each));
  }
  const playbook = applyToRecord(before.playbook, differences.header);
  return ok({ ...before, playbook, steps: differences.order.flatMap((id) => steps.get(id) ?? []) });
}

function applyToRecord(record: FrozenRecord, { fields, notes }: RecordDifferences): FrozenRecord {
  const values: Record<string, Json> = { ...record.fields };
  for (const each of fields) {
    const after = 'parts' in each ? textAfter(each.parts) : each.after;
    if (after === null) delete values[each.key];
    else values[each.key] = after;
  }
  const noted: Record<string, readonly Json[]> = { ...record.notes };
  for (const { key, after } of notes) {
    if (after.length === 0) delete noted[key];
    else noted[key] = after;
  }
  return { id: record.id, fields: values, notes: noted };
}

function textAfter(parts: readonly TextPart[]): string {
  return parts.map(({ kind, text }) => (kind === 'removed' ? '' : text)).join('');
}
