import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { HeadLink } from '../../ui/head-link.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelNote } from '../../ui/panel-note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { LanguageCards } from './language-cards.tsx';
import css from './overview.module.css';
import { firstLanguage, languageTotals, type QueueRow, queueFor, tasks } from './overview-model.ts';
import { ReadingProgress } from './reading-progress.tsx';
import { titleOf } from './translated-record.ts';
import { isWhole, type LibraryReading, translationLibraryQuery } from './translation-library.ts';
import { languageWord } from './words.ts';

const shown = 5;

/** A translator's home: words left, the languages, and what comes first in the chosen one. */
export function HomeTranslation() {
  const { data: reading } = useQuery(translationLibraryQuery(useEngine()));
  if (reading === undefined || reading.total === 0) return null;
  return <Queue reading={reading} />;
}

function Queue({ reading }: { readonly reading: LibraryReading }) {
  const { t } = useTranslation('translation');
  const { language } = useLocale();
  const { records } = reading;
  const totals = useMemo(() => languageTotals(records), [records]);
  const [lang, setLang] = useState(() => firstLanguage(totals, language));
  const rows = useMemo(() => queueFor(records, lang, null), [records, lang]);
  const left = totals.find((each) => each.lang === lang)?.progress.wordsLeft ?? 0;
  return (
    <section aria-labelledby="home-translation">
      <SectionHead
        id="home-translation"
        title={t('overview.title', { count: left, language: languageWord(lang, language) })}
      >
        <HeadLink to="/translation" search={{ lang }}>
          {t('command.open')}
        </HeadLink>
      </SectionHead>
      <ReadingProgress reading={reading} />
      <LanguageCards totals={totals} isWhole={isWhole(reading)} current={lang} onChoose={setLang} />
      <Panel className={css.queueAtHome ?? ''}>
        {rows.length === 0 && isWhole(reading) && <PanelNote>{t('overview.nothingHere')}</PanelNote>}
        {rows.slice(0, shown).map((row) => (
          <Row key={row.record.root.id} row={row} lang={lang} />
        ))}
      </Panel>
    </section>
  );
}

function Row({ row: { record, progress }, lang }: { readonly row: QueueRow; readonly lang: string }) {
  const { t } = useTranslation('translation');
  const { language, format } = useLocale();
  const navigate = useNavigate();
  const title = titleOf(record.root, language, record.language);
  const open = tasks.filter((task) => progress[task] > 0);
  return (
    <ListRow
      reference={record.reference === '' ? undefined : record.reference}
      title={title?.text ?? t('untitled')}
      lang={title?.lang}
      sub={
        open.length === 0
          ? t('overview.done')
          : open.map((task) => `${t(`state.${task}`)} ${format.number(progress[task])}`).join(' · ')
      }
      end={
        progress.wordsLeft > 0 && (
          <span className={css.words}>
            {format.number(progress.wordsLeft)} <span className="wp-unseen">{t('overview.words')}</span>
          </span>
        )
      }
      onOpen={() =>
        void navigate({ to: '/translation/$lang/$recordId', params: { lang, recordId: record.root.id } as never })
      }
    />
  );
}
