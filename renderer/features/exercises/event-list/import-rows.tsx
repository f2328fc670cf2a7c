import { IconAlertTriangle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type {
  EventNote,
  EventVerdict,
  PlannedInject,
} from '../../../../shared/domain/event-list-import/plan-event-list.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { RowContent } from '../../../ui/list-row.tsx';
import { NotedList } from '../../../ui/noted-list.tsx';
import { RowFacts } from '../../../ui/page-body.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { Tag, type TagTone } from '../../../ui/tag.tsx';
import { methodWord } from '../exercise-words.ts';
import css from '../exercises.module.css';
import { minuteText } from './times.ts';
import type { ReadEventFile } from './use-event-file.ts';

const tones: Readonly<Record<EventVerdict, TagTone>> = { new: 'ok', same: 'quiet', refused: 'bad' };

/** Every row of a file with what would become of it, and what could not be read of it. */
export function ImportRows({ read: { plan } }: { readonly read: ReadEventFile }) {
  const { t } = useTranslation('exercises');
  return (
    <NotedList
      title={t('import.rows')}
      onlyNoted={t('import.toLookAt')}
      className={css.rows}
      items={plan.rows}
      isNoted={needsAnEye}
      keyOf={({ line }) => String(line)}
      onOpen={() => {}}
      renderRow={(row) => <Row row={row} />}
    />
  );
}

const needsAnEye = ({ notes, verdict }: PlannedInject): boolean => notes.length > 0 || verdict !== 'new';

function Row({ row: { line, values, verdict, notes } }: { readonly row: PlannedInject }) {
  const { t } = useTranslation('exercises');
  const { format } = useLocale();
  const { wallMinute, scenarioMinute, from, to, method } = values;
  return (
    <RowContent
      lead={
        <>
          <span className={css.line}>{format.number(line)}</span>
          <bdi className={css.number}>{values.number}</bdi>
          <span className={css.wall}>{wallMinute !== undefined && minuteText(t, format, wallMinute)}</span>
        </>
      }
      title={values.title === '' ? t('inject.untitled') : <PlainText text={values.title} />}
      sub={
        <RowFacts>
          {scenarioMinute !== undefined && (
            <span>{t('time.scenario', { time: minuteText(t, format, scenarioMinute) })}</span>
          )}
          {from !== '' && <span>{t('inject.fromPerson', { name: from })}</span>}
          {to !== '' && <span>{t('inject.toPerson', { name: to })}</span>}
          {method !== '' && <span>{methodWord(t, method)}</span>}
          {notes.map((note) => (
            <span key={JSON.stringify(note)} className={css.note}>
              <IconAlertTriangle size={13} stroke={2} aria-hidden="true" />
              {noteWords(t, note)}
            </span>
          ))}
        </RowFacts>
      }
      end={<Tag tone={tones[verdict]}>{t(`verdict.${verdict}`)}</Tag>}
    />
  );
}

/** What is to be said of a row. */
function noteWords(t: TFunction<'exercises'>, note: EventNote): string {
  if (note.kind === 'wall') return t(`wallNote.${note.why}`);
  if (note.kind === 'scenario') return t(`scenarioNote.${note.why}`);
  return t(`note.${note.kind}`);
}
