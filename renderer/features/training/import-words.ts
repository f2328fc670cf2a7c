import type { TFunction } from 'i18next';
import type { PlannedRow, RowNote, RowVerdict } from '../../../shared/domain/roster-import/plan-roster.ts';
import type { TagTone } from '../../ui/tag.tsx';

type Words = TFunction<'training'>;

export const verdictTones: Readonly<Record<RowVerdict, TagTone>> = {
  new: 'accent',
  enrol: 'accent',
  fill: 'accent',
  same: 'quiet',
  repeated: 'due',
  refused: 'bad',
};

export function verdictWord(t: Words, verdict: RowVerdict): string {
  return t(`verdict.${verdict}`);
}

/** What there is to know of a row beyond its verdict. */
export function noteWords(t: Words, note: RowNote): string {
  if (note.kind === 'date') return t(`dateNote.${note.why}`);
  if (note.kind === 'differs') return t(`differsNote.${note.field}`);
  return t(`note.${note.kind}`);
}

/** Why a row is refused, when nothing else says it. */
export function refusalWords(t: Words, row: PlannedRow): string | null {
  return row.verdict === 'refused' && row.values.name === '' ? t('import.nameless') : null;
}
