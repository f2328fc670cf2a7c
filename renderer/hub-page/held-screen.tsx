import { IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeldChange, Me, Verdict } from '../../shared/coordinator/contract.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SectionHead } from '../ui/section-head.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { DecidedCard, HeldCard } from './held-card.tsx';
import { heldQuery } from './queries.ts';
import body from './screen-body.module.css';
import { StaleNote } from './stale-note.tsx';
import { TakeOutbox } from './take-outbox.tsx';
import './words.ts';

/** What the hub could not accept and waits for a person; and who decided what before. */
export function HeldScreen({ me }: { readonly me: Me }) {
  const { t } = useTranslation('coordinator');
  const held = useQuery(heldQuery());
  const [deciding, setDeciding] = useState<{ readonly change: HeldChange; readonly verdict: Verdict } | null>(null);
  useScreenTitle(t('held.title'), t('title'));
  const { changes = [], decided = [], more = false } = held.data ?? {};
  return (
    <div className={body.body}>
      <div className={body.head}>
        <ScreenHeading>{t('held.title')}</ScreenHeading>
        <p className={body.summary}>{t('held.lead')}</p>
      </div>
      <StaleNote query={held} />
      {held.data !== undefined && changes.length === 0 && (
        <EmptyState icon={IconInbox} title={t('held.empty.title')}>
          {t('held.empty.hint')}
        </EmptyState>
      )}
      {changes.map((change) => (
        <HeldCard
          key={change.operations[0]?.id}
          change={change}
          me={me}
          onDecide={(verdict) => setDeciding({ change, verdict })}
        />
      ))}
      {more && <p className={body.quiet}>{t('held.more')}</p>}
      {decided.length > 0 && (
        <section className={body.section} aria-labelledby="decided">
          <SectionHead id="decided" title={t('held.decided')} count={decided.length} />
          {decided.map((change) => (
            <DecidedCard key={change.operations[0]?.id} change={change} me={me} />
          ))}
        </section>
      )}
      <TakeOutbox />
      {deciding !== null && <DecideDialog {...deciding} onClose={() => setDeciding(null)} />}
    </div>
  );
}
