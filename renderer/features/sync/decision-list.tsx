import { IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../data/engine-context.tsx';
import { waitingQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { DecisionRow } from './decision-row.tsx';
import { decisionsQuery } from './decisions.ts';
import { recordNamesQuery } from './record-names.ts';

const perStep = 50;
const waitingLooked = 1_000;

/** Decisions in every scope that is on this disk, newest first: who, what, why and when. */
export function DecisionList() {
  const { t } = useTranslation('sync');
  const { language } = useLocale();
  const engine = useEngine();
  const [limit, setLimit] = useState(perStep);
  const { data } = useQuery(decisionsQuery(engine, limit));
  const { data: waiting = [] } = useQuery(waitingQuery(waitingLooked));
  const about = (data?.decisions ?? []).flatMap(({ ruling }) => ruling.records.map(({ id }) => id));
  const { data: names } = useQuery(recordNamesQuery(engine, about, language));
  if (data === undefined) return null;
  if (data.decisions.length === 0) return <None />;
  const waits = new Set(waiting.map(({ record }) => record));
  return (
    <section aria-labelledby="decisions-made">
      <SectionHead id="decisions-made" icon={IconListCheck} title={t('decisions.list')} />
      <Panel>
        <ul>
          {data.decisions.map((one) => (
            <DecisionRow key={one.key} decision={one} names={names} waits={waits.has(one.record)} />
          ))}
        </ul>
      </Panel>
      {data.more && <ActionButton onClick={() => setLimit(limit + perStep)}>{t('decisions.more')}</ActionButton>}
    </section>
  );
}

function None() {
  const { t } = useTranslation('sync');
  const navigate = useNavigate();
  return (
    <EmptyState
      icon={IconListCheck}
      ofRecords
      title={t('decisions.none')}
      action={{ label: t('decisions.toSync'), onClick: () => void navigate({ to: '/sync' }) }}
    >
      {t('decisions.noneWhy')}
    </EmptyState>
  );
}
