import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { PanelNote } from '../../ui/panel-note.tsx';
import { RecordId } from '../../ui/record-id.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import css from './overview.module.css';
import { type QueueRow, tasks } from './overview-model.ts';
import { titleOf } from './translated-record.ts';

export interface QueueListProps {
  readonly rows: readonly QueueRow[];
  onOpen(record: string): void;
}

/** The records of one language: what is outdated, new and to review as three lengths, and the words left. */
export function QueueList({ rows, onOpen }: QueueListProps) {
  const { t } = useTranslation('translation');
  if (rows.length === 0) return <PanelNote>{t('overview.nothingHere')}</PanelNote>;
  return (
    <div className={css.queue}>
      <div className={css.columns} aria-hidden="true">
        <span>{t('overview.record')}</span>
        <span className={css.legend}>
          {tasks.map((task) => (
            <span key={task} data-task={task}>
              {t(`state.${task}`)}
            </span>
          ))}
        </span>
        <span className={css.words}>{t('overview.words')}</span>
        <span />
      </div>
      <VirtualList
        label={t('overview.records')}
        items={rows}
        keyOf={({ record }) => record.root.id}
        rowHeight={60}
        onOpen={({ record }) => onOpen(record.root.id)}
        renderRow={(row) => <Row row={row} />}
      />
    </div>
  );
}

function Row({ row: { record, progress } }: { readonly row: QueueRow }) {
  const { t } = useTranslation('translation');
  const { language, format } = useLocale();
  const title = titleOf(record.root, language, record.language);
  const open = tasks.filter((task) => progress[task] > 0);
  return (
    <div className={css.row}>
      <span className={css.title}>
        <bdi {...contentLanguage(title?.lang)}>{title?.text ?? t('untitled')}</bdi>
        {record.reference !== '' && <RecordId>{record.reference}</RecordId>}
      </span>
      <span className={css.lengths}>
        {open.length === 0 && <span className={css.ok}>{t('overview.done')}</span>}
        {open.map((task) => (
          <span
            key={task}
            data-task={task}
            className={css.length}
            style={{ inlineSize: 18 + Math.min(progress[task], 40) * 2.5 }}
          >
            <span className="wp-unseen">{t(`state.${task}`)} </span>
            {format.number(progress[task])}
          </span>
        ))}
      </span>
      <span className={css.words}>
        {progress.wordsLeft > 0 ? (
          <>
            {format.number(progress.wordsLeft)}
            <span className="wp-unseen"> {t('overview.words')}</span>
          </>
        ) : (
          '–'
        )}
      </span>
      <span className={css.mark}>{record.marking && <TlpChip level={record.marking} />}</span>
    </div>
  );
}
