import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { Panel } from '../../ui/panel.tsx';
import { PanelNote } from '../../ui/panel-note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import css from './home-running.module.css';
import { useMarkingOf } from './use-marking-of.ts';
import { useRun } from './use-run.ts';

/** Checklists that somebody began and nobody finished, the latest first, each with how far it has come. */
export function HomeRunning() {
  const { t } = useTranslation('playbooks');
  const { data: runs = [] } = useQuery(catalogueQuery({ type: 'run' }));
  const { data: ends = [] } = useQuery(catalogueQuery({ type: 'run-event', where: { kind: 'finished' } }));
  const ended = new Set(ends.map((end) => end.parent));
  const going = runs
    .filter((run) => !ended.has(run.id))
    .sort((a, b) => Number(b.values.startedAt ?? 0) - Number(a.values.startedAt ?? 0));
  return (
    <section aria-labelledby="home-running">
      <SectionHead id="home-running" title={t('home.running.title')} count={going.length} />
      {going.length === 0 && (
        <Panel>
          <PanelNote>{t('home.running.none')}</PanelNote>
        </Panel>
      )}
      <div className={css.cards}>
        {going.slice(0, 4).map((run) => (
          <RunCard key={run.id} run={run} />
        ))}
      </div>
    </section>
  );
}

function RunCard({ run }: { readonly run: CatalogueEntry }) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const now = useMinuteClock();
  const progress = useRun(run.id)?.progress;
  const leader = progress?.leaders.at(-1);
  const { playbookTitle, place, startedAt } = run.values;
  const marking = useMarkingOf(run.parent);
  const language = typeof run.values.language === 'string' ? run.values.language : undefined;
  return (
    <Link to="/runs/$runId" params={{ runId: run.id } as never} className={css.card ?? ''}>
      <span className={css.title}>
        <bdi {...contentLanguage(language)}>
          {typeof playbookTitle === 'string' && playbookTitle !== '' ? playbookTitle : t('library.untitled')}
        </bdi>{' '}
        {marking && <TlpChip level={marking} />}
      </span>
      <span className={css.line}>
        {typeof place === 'string' && <bdi>{place}</bdi>}
        <span>{format.relative(Number(startedAt ?? now), now)}</span>
      </span>
      {progress && progress.total > 0 && (
        <>
          <span className={css.bars} aria-hidden="true">
            {progress.steps
              .filter(({ state }) => state !== 'not-applicable')
              .map((each) => (
                <span key={each.step} data-state={each.state === 'open' ? 'open' : 'done'} />
              ))}
          </span>
          <span className={css.line}>
            <span>{leader && <bdi>{leader.name}</bdi>}</span>
            <span className="wp-num">{t('home.running.done', { done: progress.settled, total: progress.total })}</span>
          </span>
        </>
      )}
    </Link>
  );
}
