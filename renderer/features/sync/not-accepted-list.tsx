import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../data/engine-context.tsx';
import { changesNotAccepted, type NotAcceptedChange } from '../../data/not-accepted-changes.ts';
import { notAcceptedQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { NotAcceptedCard } from './not-accepted-card.tsx';
import css from './not-accepted-list.module.css';
import { recordNamesQuery } from './record-names.ts';

/** Refused and held changes, kept in full; those that a person has done with stand folded below. Nothing when there are none. */
export function NotAcceptedList() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { data: items = [] } = useQuery(notAcceptedQuery());
  const changes = changesNotAccepted(items);
  const open = changes.filter(({ isPutAway }) => !isPutAway);
  const away = changes.filter(({ isPutAway }) => isPutAway);
  return (
    <>
      {open.length > 0 && (
        <section aria-labelledby="sync-not-accepted">
          <SectionHead
            id="sync-not-accepted"
            icon={IconAlertTriangle}
            title={t('notAccepted.title')}
            count={open.length}
            meta={t('notAccepted.kept')}
          />
          <Cards changes={open} />
        </section>
      )}
      {away.length > 0 && (
        <details className={css.away}>
          <summary>
            {t('notAccepted.away')} <span className="wp-num">{format.number(away.length)}</span>
          </summary>
          <Cards changes={away} />
        </details>
      )}
    </>
  );
}

function Cards({ changes }: { readonly changes: readonly NotAcceptedChange[] }) {
  const { language } = useLocale();
  const ids = changes.flatMap(({ operations }) => operations[0]?.record ?? []);
  const { data: names } = useQuery(recordNamesQuery(useEngine(), ids, language));
  return (
    <div className={css.cards}>
      {changes.map((change) => (
        <NotAcceptedCard key={change.key} change={change} name={names?.get(change.operations[0]?.record ?? '')} />
      ))}
    </div>
  );
}
