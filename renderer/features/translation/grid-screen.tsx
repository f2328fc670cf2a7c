import { IconFileUnknown, IconLanguage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../data/engine-context.tsx';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import css from './grid.module.css';
import { GridHead } from './grid-head.tsx';
import { gridKeys } from './grid-keys.ts';
import { gridRows, shownRows } from './grid-model.ts';
import { GridRowItem } from './grid-row.tsx';
import { GridSide } from './grid-side.tsx';
import { type TranslatedRecord, titleOf } from './translated-record.ts';
import { translatedRecordQuery } from './translation-library.ts';
import { useGridPlace } from './use-grid-place.ts';
import { languageWord } from './words.ts';

/** The translator's grid: source, target and state of every text of one record in one language. */
export function GridScreen() {
  const { t } = useTranslation('translation');
  const { lang, recordId } = useParams({ strict: false }) as { lang: string; recordId: string };
  const { data: record } = useQuery(translatedRecordQuery(useEngine(), recordId));
  const state = useQuery(recordStateQuery(recordId)).data;
  if (record === undefined) return null;
  if (record !== null) return <Grid key={`${lang} ${recordId}`} record={record} lang={lang} />;
  if (state === undefined) return null;
  const list = { label: t('rail.label'), path: '/translation' };
  return <NotHere icon={IconFileUnknown} cause={state === null ? 'away' : 'deleted'} list={list} />;
}

function Grid({ record, lang }: { readonly record: TranslatedRecord; readonly lang: string }) {
  const { t } = useTranslation('translation');
  const { language } = useLocale();
  const rows = useMemo(() => gridRows(record, lang), [record, lang]);
  const place = useGridPlace(rows);
  const shown = shownRows(rows, place.filter, place.current);
  const onKeyDown = gridKeys(shown, rows, place);
  const current = rows.find(({ key }) => key === place.current) ?? null;
  const title = titleOf(record.root, language, record.language);
  useScreenTitle(title?.text, t('rail.label'));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole grid; each does what a control in it does
    <div className={css.screen} onKeyDown={onKeyDown}>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: `/translation?lang=${lang}` },
          {
            label: t('grid.from', { from: languageWord(record.language, language), to: languageWord(lang, language) }),
          },
          record.reference === ''
            ? { label: title?.text ?? t('untitled'), lang: title?.lang }
            : { label: record.reference, isId: true },
        ]}
      />
      <GridHead record={record} lang={lang} title={title} filter={place.filter} onFilter={place.show} />
      <SidePane label={t('side.label')} width={340} pane={current && <GridSide row={current} lang={lang} />}>
        <div className={css.column}>
          <div className={css.columnHead} aria-hidden="true">
            <span>{t('grid.number')}</span>
            <span>{languageWord(record.language, language)}</span>
            <bdi lang={lang}>{languageWord(lang, language)}</bdi>
            <span>{t('grid.state')}</span>
          </div>
          {shown.length === 0 ? (
            <EmptyState icon={IconLanguage} title={t('grid.none')}>
              {t('grid.noneWhy')}
            </EmptyState>
          ) : (
            <ol className={css.rows} aria-label={t('grid.label')}>
              {shown.map((row) => (
                <GridRowItem
                  key={row.key}
                  row={row}
                  lang={lang}
                  isOpen={row.key === place.current}
                  takesFocus={place.takesFocus}
                  onOpen={place.open}
                  onDone={place.next}
                />
              ))}
            </ol>
          )}
        </div>
      </SidePane>
    </div>
  );
}
