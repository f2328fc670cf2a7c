import { IconCoins } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { costEntry } from '../../../../shared/domain/money/cost-entry.ts';
import type { CostMatter } from '../../../../shared/domain/money/cost-standing.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ScreenHeading } from '../../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SectionHead } from '../../../ui/section-head.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { textOfCourse } from '../course-title.ts';
import training from '../training.module.css';
import { TrainingNotHere } from '../training-not-here.tsx';
import { type OpenSession, useSession } from '../use-session.ts';
import { BudgetTable } from './budget-table.tsx';
import { CostEntries } from './cost-entries.tsx';
import { CostForm } from './cost-form.tsx';
import css from './costs.module.css';
import { SaveCosts } from './save-costs.tsx';
import { SeatTable } from './seat-table.tsx';
import { useCostWords } from './use-cost-words.ts';
import { type Costs, useCosts } from './use-costs.ts';

/** The money of one session: planned against paid, every entry, what each seat cost. */
export function CostScreen() {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { sessionId } = useParams({ strict: false }) as { sessionId: string };
  const open = useSession(sessionId);
  if (open === undefined) return null;
  if (open === null) return <TrainingNotHere cause="away" what={t('session.gone')} />;
  if (open.session.deleted) return <TrainingNotHere cause="deleted" />;
  if (!may('read', costEntry.type, open.session.scope)) return <TrainingNotHere cause="not-allowed" />;
  return <OpenCosts open={open} />;
}

function OpenCosts({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const costs = useCosts(open);
  const { session, course } = open;
  useScreenTitle(t('cost.title'), session.reference);
  if (costs === undefined) return null;
  const title = course === null ? null : textOfCourse(course, 'title', language);
  const path = `/training/sessions/${session.id}`;
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: session.reference ?? title?.text ?? t('course.gone'), path },
          { label: t('cost.title') },
        ]}
      />
      <div className={`${training.body} ${css.screen}`}>
        <CostHead open={open} costs={costs} />
        <CostBody open={open} costs={costs} />
      </div>
    </>
  );
}

interface PartProps {
  readonly open: OpenSession;
  readonly costs: Costs;
}

function CostHead({ open, costs }: PartProps) {
  const { t } = useTranslation('training');
  return (
    <div className={training.head}>
      <ScreenHeading>{t('cost.title')}</ScreenHeading>
      {costs.signed.length > 0 && <SaveCosts open={open} costs={costs} />}
    </div>
  );
}

function CostBody({ open, costs }: PartProps) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const words = useCostWords();
  const { format } = useLocale();
  const [correcting, setCorrecting] = useState<CostMatter | null>(null);
  // Each turn is a form of its own, so that nothing typed for one entry is left for another.
  const [turn, setTurn] = useState(0);
  const mayRecord = may('create', costEntry.type, open.session.scope);
  const turnTo = (matter: CostMatter | null) => {
    setCorrecting(matter);
    setTurn((now) => now + 1);
  };
  const unshared = costs.unshared.map(({ amount, currency }) => words.money(amount, currency));
  return (
    <>
      {costs.signed.length === 0 && (
        <EmptyState icon={IconCoins} title={t('cost.none')} ofRecords>
          {t('cost.noneWhy')}
        </EmptyState>
      )}
      {costs.budget.length > 0 && (
        <section className={css.part}>
          <SectionHead title={t('cost.budget')} />
          <BudgetTable budget={costs.budget} />
        </section>
      )}
      {mayRecord && (
        <CostForm
          key={turn}
          open={open}
          costs={costs}
          correcting={correcting}
          isAskedFor={turn > 0}
          onDone={() => turnTo(null)}
        />
      )}
      {costs.matters.length > 0 && (
        <section className={css.part}>
          <SectionHead title={t('cost.entries')} count={costs.matters.length} />
          <CostEntries costs={costs} mayRecord={mayRecord} onCorrect={turnTo} />
        </section>
      )}
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
