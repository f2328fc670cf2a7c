import { IconPackageImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import css from './exchange.module.css';
import { ExchangeTabs } from './exchange-tabs.tsx';
import { ImportFacts } from './import-facts.tsx';
import { ImportPlan } from './import-plan.tsx';
import { ProblemBanner } from './problem-banner.tsx';
import { useLibraryFile } from './use-library-file.ts';
import { type ImportOutcome, type LibraryImporter, useLibraryImport } from './use-library-import.ts';
import { WorkProgress } from './work-progress.tsx';

/** A library file comes in: checked first, compared with what is here, then whole or not at all. */
export function ImportScreen() {
  const { t } = useTranslation('exchange');
  const file = useLibraryFile();
  const importer = useLibraryImport();
  const { open, plan, working } = file;
  useScreenTitle(t('import.title'), t('place'));
  const pick = () => {
    importer.forget();
    void file.pick();
  };
  const start = async () => {
    if (open === null || plan === null) return;
    await importer.run(open, plan);
    file.compare();
  };
  return (
    <>
      <TopBar crumbs={[{ label: t('settings'), path: '/settings' }, { label: t('place') }]} />
      <PageBody close>
        <ListHead
          title={t('import.title')}
          end={
            <>
              <ExchangeTabs at="import" />
              {open !== null && <ActionButton onClick={pick}>{t('import.other')}</ActionButton>}
            </>
          }
        />
        {file.problem !== null && <ProblemBanner problem={file.problem} />}
        {importer.outcome !== null && <OutcomeBanner outcome={importer.outcome} />}
        {open === null && working === null && (
          <EmptyState
            icon={IconPackageImport}
            title={t('import.none')}
            action={{ label: t('import.pick'), onClick: pick }}
          >
            {t('import.noneWhy')}
          </EmptyState>
        )}
        {open !== null && <ImportFacts open={open} onScope={file.setScope} />}
        {working !== null && importer.progress === null && (
          <WorkProgress
            label={working.at === 'reading' ? t('import.reading') : t('import.comparing')}
            done={working.done}
            total={working.total}
            onStop={file.stop}
          />
        )}
        {plan !== null && <ImportPlan plan={plan} />}
      </PageBody>
      {plan !== null && (
        <ImportFoot
          isBlocked={plan.obstacles.length > 0}
          count={plan.records.length}
          importer={importer}
          onStart={start}
        />
      )}
    </>
  );
}

interface ImportFootProps {
  readonly isBlocked: boolean;
  readonly count: number;
  readonly importer: LibraryImporter;
  onStart(): Promise<void>;
}

function ImportFoot({ isBlocked, count, importer, onStart }: ImportFootProps) {
  const { t } = useTranslation('exchange');
  if (importer.progress !== null) {
    return (
      <div className={css.foot}>
        <WorkProgress label={t('import.saving')} {...importer.progress} onStop={importer.stop} />
      </div>
    );
  }
  return (
    <div className={css.foot}>
      <ActionButton
        kind="primary"
        size="medium"
        icon={IconPackageImport}
        disabled={isBlocked || count === 0}
        onClick={() => void onStart()}
      >
        {count === 0 ? t('import.nothing') : t('import.go', { count })}
      </ActionButton>
      <span className={css.quiet}>{isBlocked ? t('import.obstructed') : t('import.byYou')}</span>
    </div>
  );
}

function OutcomeBanner({ outcome: { saved, total, why } }: { readonly outcome: ImportOutcome }) {
  const { t } = useTranslation('exchange');
  return (
    <Banner tone={why === null ? 'ok' : 'due'} isNews title={t('import.saved', { saved, count: total })}>
      {why !== null && `${why} ${saved > 0 ? t('import.goOn') : ''}`}
    </Banner>
  );
}
