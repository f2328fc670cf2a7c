import { useTranslation } from 'react-i18next';
import { costEntry } from '../../../../shared/domain/money/cost-entry.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { PlacementGate } from '../placements/placement-gate.tsx';
import type { OpenPlacement } from '../placements/use-placement.ts';
import { SessionGate } from '../session-gate.tsx';
import type { OpenSession } from '../use-session.ts';
import { CostPage } from './cost-page.tsx';
import { placementSubject, useSessionSubject } from './cost-subject.ts';
import css from './costs.module.css';
import { SeatTable } from './seat-table.tsx';
import { useCostWords } from './use-cost-words.ts';
import { type SessionCosts, useCosts, useSessionCosts } from './use-costs.ts';

/** The money of one session: planned against paid, every entry, what each seat cost. */
export function CostScreen() {
  return <SessionGate asks={['read', costEntry.type]}>{(open) => <CostsOfSession open={open} />}</SessionGate>;
}

/** The money of one placement, all of it for the person who is placed ([MN12]). */
export function PlacementCostScreen() {
  return <PlacementGate asks={['read', costEntry.type]}>{(open) => <CostsOfPlacement open={open} />}</PlacementGate>;
}

function CostsOfSession({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const costs = useSessionCosts(open);
  const subject = useSessionSubject(open);
  if (costs === undefined) return null;
  return (
    <CostPage subject={subject} costs={costs} noneWhy={t('cost.noneWhy')}>
      <Seats costs={costs} />
    </CostPage>
  );
}

function CostsOfPlacement({ open }: { readonly open: OpenPlacement }) {
  const { t } = useTranslation('training');
  const costs = useCosts(open.placement.id);
  if (costs === undefined) return null;
  const subject = placementSubject(open);
  return <CostPage subject={subject} costs={costs} state={open.state} noneWhy={t('cost.noneForPlacement')} />;
}

function Seats({ costs }: { readonly costs: SessionCosts }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const words = useCostWords();
  const unshared = costs.unshared.map(({ amount, currency }) => words.money(amount, currency));
  return (
    <>
      {unshared.length > 0 && <Banner tone="info">{t('cost.unshared', { amount: format.list(unshared) })}</Banner>}
      {costs.budget.length > 0 && costs.seats.length > 0 && (
        <section className={css.part}>
          <SectionHead title={t('cost.seats')} meta={t('cost.seatsHow')} />
          <SeatTable costs={costs} />
        </section>
      )}
    </>
  );
}
