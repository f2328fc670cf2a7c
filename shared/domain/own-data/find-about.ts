/** What is about somebody, found in whatever a record holds: declared or not, in conflict or settled. Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import type { RecordState } from '../record-state.ts';

/** Whether a record is one of these, or any value that stands in it names one of them. */
export function isAbout(state: RecordState, subject: ReadonlySet<RecordId>): boolean {
  if (subject.has(state.id)) return true;
  return Object.values(state.fields).some((heads) => heads.some(({ value }) => names(value, subject)));
}

/** Whether an id of these stands in a value, alone or inside a list or a structure. Text that merely holds one says nothing. */
function names(value: Json, subject: ReadonlySet<RecordId>): boolean {
  if (typeof value === 'string') return subject.has(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((part) => names(part as Json, subject));
}
