import { IconLanguage, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { LanguageCards } from './language-cards.tsx';
import css from './overview.module.css';
import { firstLanguage, languageTotals, queueFor, type Task, tasks } from './overview-model.ts';
import { QueueList } from './queue-list.tsx';
import { ReadingProgress } from './reading-progress.tsx';
import { isWhole, type LibraryReading, translationLibraryQuery } from './translation-library.ts';
import { languageWord } from './words.ts';

/** What is left to translate: languages at the top, the records of the chosen one below, outdated ones first. */
export function OverviewScreen() {
  const { t } = useTranslation('translation');
  const { data: reading } = useQuery(translationLibraryQuery(useEngine()));
  useScreenTitle(t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label') }]} />
      {reading === undefined ? (
        <PageBody>
          <ScreenHeading>{t('rail.label')}</ScreenHeading>
          <p className={css.quiet}>{t('overview.counting')}</p>
        </PageBody>
      ) : reading.total === 0 ? (
        <EmptyOverview />
      ) : (
        <Overview reading={reading} />
      )}
    </>
  );
}

function EmptyOverview() {
  const { t } = useTranslation('translation');
  const navigate = useNavigate();
  return (
    <>
      <ScreenHeading size="unseen">{t('rail.label')}</ScreenHeading>
      <EmptyState
        ofRecords
        icon={IconLanguage}
        title={t('overview.none')}
        action={{ label: t('overview.toPlaybooks'), onClick: () => void navigate({ to: '/playbooks' }) }}
      >
        {t('overview.noneWhy')}
      </EmptyState>
    </>
  );
}

function Overview({ reading }: { readonly reading: LibraryReading }) {
  const { t } = useTranslation('translation');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { records } = reading;
  const totals = useMemo(() => languageTotals(records), [records]);
  const place = useOverviewPlace();
  // Chosen once: the language does not change under a hand while more records come.
  const [first] = useState(() => firstLanguage(totals, language));
  const lang = place.lang ?? first;
  const total = totals.find((each) => each.lang === lang)?.progress;
  const rows = useMemo(() => queueFor(records, lang, place.task), [records, lang, place.task]);
  const open = (record: string) =>
    void navigate({ to: '/translation/$lang/$recordId', params: { lang, recordId: record } as never });
  const next = rows.find(({ progress }) => progress.wordsLeft > 0 || progress.translated > 0);
  const name = languageWord(lang, language);
  return (
    <PageBody>
      <div className={css.head}>
        <div>
          <ScreenHeading>{t('overview.title', { count: total?.wordsLeft ?? 0, language: name })}</ScreenHeading>
          <ReadingProgress reading={reading} />
          <Outdated count={total?.outdated ?? 0} isWhole={isWhole(reading)} />
        </div>
        {next && (
          <ActionButton
            kind="primary"
            size="medium"
            icon={IconPlayerPlay}
            mirrorIcon
            onClick={() => open(next.record.root.id)}
          >
            {t('overview.goOn')}
          </ActionButton>
        )}
      </div>
      <LanguageCards
        totals={totals}
        isWhole={isWhole(reading)}
        current={lang}
        onChoose={(chosen) => place.go({ lang: chosen })}
      />
      <div className={css.filters}>
        <FilterChip
          selected={place.task === null}
          count={total?.units ?? 0}
          onClick={() => place.go({ show: undefined })}
        >
          {t('filter.all')}
        </FilterChip>
        {tasks.map((task) => (
          <FilterChip
            key={task}
            selected={place.task === task}
            count={total?.[task] ?? 0}
            onClick={() => place.go({ show: task })}
          >
            {t(`state.${task}`)}
          </FilterChip>
        ))}
      </div>
      {(rows.length > 0 || isWhole(reading)) && <QueueList rows={rows} onOpen={open} />}
    </PageBody>
  );
}

/** That nothing is outdated is said only when everything was read. */
function Outdated({ count, isWhole: isKnown }: { readonly count: number; readonly isWhole: boolean }) {
  const { t } = useTranslation('translation');
  if (count === 0 && !isKnown) return null;
  return <p className={css.quiet}>{count > 0 ? t('overview.outdatedFirst', { count }) : t('overview.upToDate')}</p>;
}

/** Language and filter stand in the address, so that going back finds them. */
function useOverviewPlace() {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  return {
    lang: typeof search['lang'] === 'string' ? search['lang'] : null,
    task: tasks.find((task) => task === search['show']) ?? (null as Task | null),
    go(change: Readonly<Record<string, string | undefined>>) {
      const merged = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined);
      void navigate({ to: '.', search: Object.fromEntries(merged) as never, replace: true, resetScroll: false });
    },
  };
}
