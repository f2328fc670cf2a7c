import { IconGavel } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HeldWork } from '../../../shared/protocol/network-glance.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PanelNote } from '../../ui/panel-note.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { HeldWorkCard } from './held-work-card.tsx';
import css from './not-accepted-list.module.css';
import { recordNamesQuery } from './record-names.ts';
import { useHeldWork } from './use-held-work.ts';

/** What the hub holds where the person who works here may decide, as the hub last told it. */
export function HeldWorkList() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const now = useMinuteClock();
  const work = useHeldWork();
  if (work === undefined) return null;
  return (
    <section aria-labelledby="decisions-held">
      <SectionHead
        id="decisions-held"
        icon={IconGavel}
        title={t('decisions.held.title')}
        {...(work === null ? {} : { count: work.held.length })}
        meta={work && <time dateTime={isoOf(work.at)}>{asOf(work.at)}</time>}
      />
      {work === null || work.held.length === 0 ? (
        <Panel>
          <PanelNote>{work === null ? t('decisions.held.notYet') : t('decisions.held.none')}</PanelNote>
        </Panel>
      ) : (
        <Cards held={work.held} />
      )}
      {work?.heldMore === true && <p className={css.hint}>{t('decisions.held.more')}</p>}
    </section>
  );

  function asOf(at: number): string {
    return t('centres.asOf', { when: format.relative(at, now), date: format.dateTime(at) });
  }
}

function Cards({ held }: { readonly held: readonly HeldWork[] }) {
  const { language } = useLocale();
  const ids = held.map(({ record }) => record);
  const { data: names } = useQuery(recordNamesQuery(useEngine(), ids, language));
  return (
    <div className={css.cards}>
      {held.map((work) => (
        <HeldWorkCard key={work.operations[0]?.id} work={work} name={names?.get(work.record)} />
      ))}
    </div>
  );
}
