/** What stands in the form of an inject, and the fields that it becomes. Pure. */
import type { Json } from '../../../../shared/base/json.ts';
import type { Inject, InjectKind } from '../../../../shared/domain/conduct/inject.ts';
import { typedMinute, typedTime } from './times.ts';

const plainFields = ['number', 'from', 'to', 'method', 'place', 'objective'] as const;
const saidFields = ['title', 'message', 'expected', 'instructions'] as const;
type Typed = (typeof plainFields)[number] | (typeof saidFields)[number];

export interface TypedInject extends Readonly<Record<Typed, string>> {
  readonly language: string;
  readonly kind: InjectKind;
  readonly wallDay: string;
  readonly wallTime: string;
  readonly scenarioDay: string;
  readonly scenarioTime: string;
}

/** The form of an inject, in the language it was written in; a new one in that of its exercise, with the next number. */
export function typedInject(inject: Inject | null, language: string, number: string): TypedInject {
  const written = inject?.language ?? language;
  const [wall, scenario] = [typedTime(inject?.wallMinute), typedTime(inject?.scenarioMinute)];
  const plain = Object.fromEntries(plainFields.map((field) => [field, inject?.[field] ?? '']));
  const said = Object.fromEntries(saidFields.map((field) => [field, inject?.[field][written] ?? '']));
  return {
    ...(plain as Record<(typeof plainFields)[number], string>),
    ...(said as Record<(typeof saidFields)[number], string>),
    number: inject === null ? number : (inject.number ?? ''),
    language: written,
    kind: inject?.kind ?? 'inject',
    wallDay: wall.day,
    wallTime: wall.time,
    scenarioDay: scenario.day,
    scenarioTime: scenario.time,
  };
}

/** The two times as typed: minutes, null for none, undefined for what is no time. */
export function typedTimes({ wallDay, wallTime, scenarioDay, scenarioTime }: TypedInject) {
  return {
    wallMinute: typedMinute({ day: wallDay, time: wallTime }),
    scenarioMinute: typedMinute({ day: scenarioDay, time: scenarioTime }),
  };
}

/** By field key, as a save takes them; what is empty is cleared. */
export function keyedInject(values: TypedInject): Record<string, Json> {
  const text = (typed: string) => typed.trim() || null;
  const { wallMinute = null, scenarioMinute = null } = typedTimes(values);
  return {
    language: values.language,
    kind: values.kind,
    wallMinute,
    scenarioMinute,
    ...Object.fromEntries(plainFields.map((field) => [field, text(values[field])])),
    ...Object.fromEntries(saidFields.map((field) => [`${field}.${values.language}`, text(values[field])])),
  };
}
