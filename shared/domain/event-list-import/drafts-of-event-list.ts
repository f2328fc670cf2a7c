/** The operations of a planned event list: one action, saved whole or not at all ([EX14]). */
import { type RecordId, type ScopeId, uuidv7 } from '../../base/ids.ts';
import type { Clock, Random } from '../../base/ports.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { inject } from '../conduct/inject.ts';
import { createRecord, type ValueInvalid } from '../edit.ts';
import type { OperationDraft } from '../record-state.ts';
import type { PlannedInject } from './plan-event-list.ts';

export interface EventListPlace {
  readonly scope: ScopeId;
  readonly exercise: RecordId;
  /** The language that the list is written in. */
  readonly language: string;
  readonly clock: Clock;
  readonly random: Random;
}

/** Everything that the new rows of a plan make. */
export function draftsOfEventList(
  rows: readonly PlannedInject[],
  { scope, exercise, language, clock, random }: EventListPlace,
): Result<OperationDraft[], ValueInvalid> {
  const drafts: OperationDraft[] = [];
  const said = (text: string) => (text === '' ? {} : { [language]: text });
  const plain = (text: string) => (text === '' ? undefined : text);
  for (const { verdict, values } of rows) {
    if (verdict !== 'new') continue;
    const { title, message, expected, instructions, from, to, method, place, ...rest } = values;
    const made = createRecord(
      inject,
      { scope, id: uuidv7(clock, random) },
      {
        ...rest,
        exercise,
        language,
        title: said(title),
        message: said(message),
        expected: said(expected),
        instructions: said(instructions),
        from: plain(from),
        to: plain(to),
        method: plain(method),
        place: plain(place),
      },
    );
    if (!made.ok) return fail(made.failure);
    drafts.push(...made.value);
  }
  return ok(drafts);
}
