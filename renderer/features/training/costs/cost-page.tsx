import { IconCoins } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { costEntry } from '../../../../shared/domain/money/cost-entry.ts';
import type { CostMatter } from '../../../../shared/domain/money/cost-standing.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListHead, PageBody } from '../../../ui/page-body.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SectionHead } from '../../../ui/section-head.tsx';
import { TopBar } from '../../../ui/top-bar.tsx';
import { BudgetTable } from './budget-table.tsx';
import { CostEntries } from './cost-entries.tsx';
import { CostForm } from './cost-form.tsx';
import type { CostSubject } from './cost-subject.ts';
import css from './costs.module.css';
import { SaveCosts } from './save-costs.tsx';
import type { Costs } from './use-costs.ts';

interface CostPageProps {
  readonly subject: CostSubject;
  readonly costs: Costs;
  /** How a placement stands; a session has its roster instead. */
  readonly state?: string;
  /** What is recorded here, for whoever sees nothing yet. */
  readonly noneWhy: string;
  /** What stands under the entries. */
  readonly children?: ReactNode;
}

/** Money of whatever it is recorded for: planned against paid, the form of an entry, every entry. */
export function CostPage({ subject, costs, state, noneWhy, children }: CostPageProps) {
  const { t } = useTranslation('training');
  useScreenTitle(t('cost.title'), subject.label);
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: subject.label, path: subject.path },
          { label: t('cost.title') },
        ]}
      />
      <PageBody>
        <div className={css.screen}>
          <ListHead title={t('cost.title')}>
            {costs.signed.length > 0 && <SaveCosts subject={subject} costs={costs} state={state ?? null} />}
          </ListHead>
          {costs.signed.length === 0 && (
            <EmptyState icon={IconCoins} title={t('cost.none')} ofRecords>
              {noneWhy}
            </EmptyState>
          )}
          <Entries subject={subject} costs={costs} />
          {children}
        </div>
      </PageBody>
    </>
  );
}

function Entries({ subject, costs }: Pick<CostPageProps, 'subject' | 'costs'>) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const [correcting, setCorrecting] = useState<CostMatter | null>(null);
  // Each turn is a form of its own, so that nothing typed for one entry is left for another.
  const [turn, setTurn] = useState(0);
  const mayRecord = may('create', costEntry.type, subject.scope);
  const turnTo = (matter: CostMatter | null) => {
    setCorrecting(matter);
    setTurn((now) => now + 1);
  };
  return (
    <>
      {costs.budget.length > 0 && (
        <section className={css.part}>
          <SectionHead title={t('cost.budget')} />
          <BudgetTable budget={costs.budget} />
        </section>
      )}
      {mayRecord && (
        <CostForm
          key={turn}
          subject={subject}
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
    </>
  );
}
