import { IconCheck, IconHourglass } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Aged } from '../../../shared/domain/retention/plan-retention.ts';
import type { Rule } from '../../../shared/domain/retention/retention-rule.ts';
import type { StandingRule } from '../../../shared/domain/retention/rule-standing.ts';
import { pageToday } from '../../data/page-ports.ts';
import { SpokenHere } from '../../data/spoken-here.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { PageBody, Prose } from '../../ui/page-body.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { kindWord } from './agreement-words.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { RetentionPreview } from './retention-preview.tsx';
import { actionWord, ruleStateWord } from './retention-words.ts';
import { usePlan, useRetentionActs, useRule } from './use-retention.ts';

/** One rule: what it is about and by what right, what it would take on a day and what it would not, and carrying it out. */
export function RetentionScreen() {
  const { t } = useTranslation('governance');
  const { ruleId } = useParams({ strict: false }) as { ruleId: string };
  const rule = useRule(ruleId);
  if (rule === undefined) return null;
  if (rule === null) {
    const list = { label: t('tabs.retention'), path: '/governance/retention' };
    return <NotHere icon={IconHourglass} cause="away" what={t('retention.gone')} list={list} />;
  }
  return <Opened ruled={rule} />;
}

type Acts = ReturnType<typeof useRetentionActs>;

function Opened({ ruled }: { readonly ruled: StandingRule }) {
  const { t } = useTranslation('governance');
  const { rule, state } = ruled;
  const today = pageToday();
  const [day, setDay] = useState(today);
  const plan = usePlan(ruled, day);
  const acts = useRetentionActs(ruled);
  // What was shown for another day is not what goes today.
  const going = day === today && acts.canCarryOut ? (plan?.going ?? []) : [];
  const title = kindWord(t, rule.kind);
  useScreenTitle(title, t('tabs.retention'));
  return (
    <>
      <TopBar crumbs={[{ label: t('tabs.retention'), path: '/governance/retention' }, { label: title }]} />
      <RecordHeader title={title} actions={<RuleActs rule={rule} acts={acts} going={going} />}>
        <RecordFact tone="strong">{ruleStateWord(t, state)}</RecordFact>
        <RecordFact>{rule.centre === null ? t('scopes.network') : <bdi>{rule.centre}</bdi>}</RecordFact>
        <RecordFact icon={IconHourglass}>{actionWord(t, rule)}</RecordFact>
        <RecordFact>
          <bdi>{t('agreement.proposedBy', rule.by)}</bdi>
        </RecordFact>
      </RecordHeader>
      <PageBody>
        <SpokenHere by={acts.spoken} />
        <News ruled={ruled} canApprove={acts.canApprove} />
        <section>
          <SectionHead title={t('retention.basis')} />
          <Prose text={rule.basis} lang={rule.language} />
        </section>
        <FormField label={t('retention.onDay')} type="date" value={day} onChange={(value) => setDay(value || today)} />
        {plan !== undefined && <RetentionPreview plan={plan} day={day} />}
      </PageBody>
    </>
  );
}

interface RuleActsProps {
  readonly rule: Rule;
  readonly acts: Acts;
  /** What goes when it is carried out now; nothing when this person may not. */
  readonly going: readonly Aged[];
}

function RuleActs({ rule, acts, going }: RuleActsProps) {
  const { t } = useTranslation('governance');
  const [dialog, setDialog] = useState<'end' | 'carry' | null>(null);
  const count = going.length;
  const carryWord = rule.action === 'remove' ? t('retention.removeNow', { count }) : t('retention.namesNow', { count });
  return (
    <>
      {acts.canEnd && (
        <ActionButton size="medium" kind="quiet" onClick={() => setDialog('end')}>
          {t('retention.end')}
        </ActionButton>
      )}
      {acts.canApprove && (
        <ActionButton
          size="medium"
          kind="primary"
          icon={IconCheck}
          disabled={acts.saving}
          onClick={() => void acts.say('approve', '')}
        >
          {t('access.approve')}
        </ActionButton>
      )}
      {count > 0 && (
        <ActionButton size="medium" kind="danger" onClick={() => setDialog('carry')}>
          {carryWord}
        </ActionButton>
      )}
      {dialog === 'end' && (
        <ReasonDialog
          title={t('retention.endTitle')}
          what={t('retention.endWhat')}
          act={t('retention.end')}
          required
          onSay={(note) => acts.say('end', note)}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'carry' && (
        <ReasonDialog
          title={carryWord}
          what={t('retention.carryWhat', { count })}
          act={carryWord}
          required={null}
          onSay={async () => (await acts.carryOut(going)) > 0}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

/** What is left to do, what was done last, or who ended it and why. */
function News({
  ruled: { state, end, carried },
  canApprove,
}: {
  readonly ruled: StandingRule;
  readonly canApprove: boolean;
}) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  return (
    <>
      {canApprove && <Banner tone="due">{t('retention.approveWhat')}</Banner>}
      {state === 'proposed' && !canApprove && <Banner tone="info">{t('retention.waits')}</Banner>}
      {carried !== null && (
        <Banner tone="ok">
          {t('retention.carried', {
            name: carried.by.name,
            count: carried.records ?? 0,
            day: format.date(new Date(carried.at), 'medium'),
          })}
        </Banner>
      )}
      {end !== null && (
        <Banner tone="bad" title={t('agreement.endedBy', end.by)}>
          <bdi lang={end.language}>{end.note}</bdi>
        </Banner>
      )}
    </>
  );
}
