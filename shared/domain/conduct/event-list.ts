/** The event list of an exercise: its order, and what an approval is of ([EX3], [EX5]). */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import { digestOfAction } from '../approvals.ts';
import type { Inject } from './inject.ts';

const numbers = new Intl.Collator('und', { numeric: true });

/** By wall time, then number, then id; what has no time is at the end. */
export function inListOrder<T extends Pick<Inject, 'id' | 'number' | 'wallMinute'>>(injects: readonly T[]): T[] {
  const timeOf = ({ wallMinute }: T) => wallMinute ?? Number.POSITIVE_INFINITY;
  return [...injects].sort((a, b) => {
    if (timeOf(a) !== timeOf(b)) return timeOf(a) - timeOf(b);
    return numbers.compare(a.number ?? '', b.number ?? '') || (a.id < b.id ? -1 : 1);
  });
}

/** The number that the next inject would have: one more than the largest there is. */
export function nextNumber(injects: readonly Pick<Inject, 'number'>[]): string {
  const whole = injects.flatMap(({ number }) => (/^\d{1,6}$/.test(number ?? '') ? [Number(number)] : []));
  return String(Math.max(0, ...whole) + 1);
}

/** What an approval names: SHA-256 over the list as it is played, whatever it was translated into. */
export function digestOfEventList(exercise: RecordId, injects: readonly Inject[]): string {
  const listed = [...injects].sort((a, b) => (a.id < b.id ? -1 : 1));
  return digestOfAction(exercise, { approve: 'event-list', injects: listed.map(approvedPart) });
}

function approvedPart(inject: Inject): Json {
  const { id, number, kind, from, to, method, place, objective, wallMinute, scenarioMinute, language = 'en' } = inject;
  const said = [inject.title, inject.message, inject.expected, inject.instructions];
  const values = [number, kind, from, to, method, place, objective, wallMinute, scenarioMinute];
  return [id, language, ...said.map((texts) => texts[language] ?? null), ...values.map((value) => value ?? null)];
}
