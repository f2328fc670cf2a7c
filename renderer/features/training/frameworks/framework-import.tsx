import { IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { competency } from '../../../../shared/domain/competency/competency.ts';
import type { ReadFramework } from '../../../../shared/domain/competency/framework-file.ts';
import { competencyLimit, isNews, type PlannedStatement } from '../../../../shared/domain/competency/plan-framework.ts';
import { useCreateScope } from '../../../data/use-create-scope.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListHead, PageBody } from '../../../ui/page-body.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import foot from '../import.module.css';
import css from '../training.module.css';
import { TrainingNotHere } from '../training-not-here.tsx';
import { frameworksPath } from './framework-list.tsx';
import { faultWords } from './framework-words.ts';
import { StatementRows } from './statement-rows.tsx';
import { useFrameworkImport } from './use-framework-import.ts';

/** Takes competencies from the files of a framework: what is in them, what of it is wanted, then all of that at once. */
export function FrameworkImport() {
  const scope = useCreateScope(competency.type);
  return scope === null ? <TrainingNotHere cause="not-allowed" /> : <OpenImport scope={scope} />;
}

function OpenImport({ scope }: { readonly scope: string }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const importer = useFrameworkImport(scope);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { read, plan } = importer;
  useScreenTitle(t('framework.import'), t('rail.label'));
  const pick = async () => {
    if (await importer.pick()) setChosen(new Set());
  };
  const run = async (wanted: readonly PlannedStatement[]) => {
    if (await importer.save(wanted)) void navigate({ to: frameworksPath as never, replace: true });
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('framework.title'), path: frameworksPath },
          { label: t('framework.import') },
        ]}
      />
      <PageBody>
        <ListHead title={t('framework.import')}>
          {read !== null && <ActionButton onClick={() => void pick()}>{t('framework.other')}</ActionButton>}
        </ListHead>
        {read === null && (
          <EmptyState
            icon={IconFileImport}
            title={t('framework.nothingPicked')}
            action={{ label: t('framework.pick'), onClick: () => void pick() }}
          >
            {t('framework.pickWhy')}
          </EmptyState>
        )}
        {read !== null && <Report read={read} />}
        {plan !== null && plan.length > 0 && (
          <>
            <StatementRows plan={plan} chosen={chosen} onChoose={setChosen} />
            <Foot plan={plan} chosen={chosen} saving={importer.saving} onImport={run} />
          </>
        )}
      </PageBody>
    </>
  );
}

/** Most faults that are said one by one. */
const shownFaults = 20;

function Report({ read: { faults, loose } }: { readonly read: ReadFramework }) {
  const { t } = useTranslation('training');
  return (
    <>
      {faults.length > 0 && (
        <Banner tone="bad" isNews title={t('framework.unread', { count: faults.length })}>
          {faults.slice(0, shownFaults).map((fault) => (
            <span key={JSON.stringify(fault)} style={{ display: 'block' }}>
              {faultWords(t, fault)}
            </span>
          ))}
        </Banner>
      )}
      {loose > 0 && <p className={css.quiet}>{t('framework.loose', { count: loose })}</p>}
    </>
  );
}

interface FootProps {
  readonly plan: readonly PlannedStatement[];
  readonly chosen: ReadonlySet<string>;
  readonly saving: boolean;
  onImport(wanted: readonly PlannedStatement[]): Promise<void>;
}

/** What was chosen, and the one button. */
function Foot({ plan, chosen, saving, onImport }: FootProps) {
  const { t } = useTranslation('training');
  const wanted = plan.filter((planned) => chosen.has(planned.statement.sourceId) && isNews(planned));
  const isTooMany = wanted.length > competencyLimit;
  return (
    <div className={foot.foot}>
      <span className={css.quiet}>
        {isTooMany ? t('framework.tooMany', { count: competencyLimit }) : t('framework.whole')}
      </span>
      <ActionButton
        kind="primary"
        size="medium"
        icon={IconFileImport}
        className={foot.go}
        disabled={wanted.length === 0 || isTooMany || saving}
        onClick={() => void onImport(wanted)}
      >
        {wanted.length === 0 ? t('framework.choose') : t('framework.go', { count: wanted.length })}
      </ActionButton>
    </div>
  );
}
