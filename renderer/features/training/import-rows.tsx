import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PlannedRow, RosterPlan } from '../../../shared/domain/roster-import/plan-roster.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { NotedList } from '../../ui/noted-list.tsx';
import { Tag } from '../../ui/tag.tsx';
import css from './import.module.css';
import { noteWords, refusalWords, verdictTones, verdictWord } from './import-words.ts';
import { PersonName, VisibleName } from './person-name.tsx';
import training from './training.module.css';

interface ImportRowsProps {
  readonly plan: RosterPlan;
  /** Lines that somebody says are the person suggested. */
  readonly accepted: ReadonlySet<number>;
  onAccepted(lines: ReadonlySet<number>): void;
}

/** Every row of the file with what would become of it; enter or a click takes a suggestion or lets it go. */
export function ImportRows({ plan, accepted, onAccepted }: ImportRowsProps) {
  const { t } = useTranslation('training');
  const toggle = ({ line, maybe }: PlannedRow) => {
    if (maybe === null) return;
    const next = new Set(accepted);
    if (!next.delete(line)) next.add(line);
    onAccepted(next);
  };
  return (
    <NotedList
      title={t('import.rows')}
      onlyNoted={t('import.toLookAt')}
      className={training.fill}
      items={plan.rows}
      isNoted={needsAnEye}
      keyOf={({ line }) => String(line)}
      onOpen={toggle}
      renderRow={(row) => (
        <RowContent
          lead={<LineNumber line={row.line} />}
          title={row.values.name === '' ? t('import.nameless') : <PersonName person={row.values} />}
          sub={<RowWords row={row} isAccepted={accepted.has(row.line)} />}
          end={
            <Tag tone={verdictTones[row.verdict]}>{verdictWord(t, accepted.has(row.line) ? 'enrol' : row.verdict)}</Tag>
          }
        />
      )}
    />
  );
}

const needsAnEye = ({ verdict, notes, maybe }: PlannedRow): boolean =>
  notes.length > 0 || maybe !== null || verdict === 'refused' || verdict === 'repeated';

function LineNumber({ line }: { readonly line: number }) {
  const { format } = useLocale();
  return <span className={css.line}>{format.number(line)}</span>;
}

function RowWords({ row, isAccepted }: { readonly row: PlannedRow; readonly isAccepted: boolean }) {
  const { t } = useTranslation('training');
  const { values, notes, maybe } = row;
  const refusal = refusalWords(t, row);
  return (
    <span className={css.words}>
      {values.organisation !== '' && <VisibleName name={values.organisation} />}
      {values.role !== '' && <VisibleName name={values.role} />}
      {refusal !== null && <span className={training.problem}>{refusal}</span>}
      {notes.map((note) => {
        const words = noteWords(t, note);
        return (
          <span key={words} className={css.note}>
            <IconAlertTriangle size={13} stroke={2} aria-hidden="true" />
            {words}
          </span>
        );
      })}
      {maybe !== null && (
        <span className={css.maybe}>
          {isAccepted ? t('import.is') : t('import.maybe')} <PersonName person={maybe} />
        </span>
      )}
    </span>
  );
}
