import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placement as declaration } from '../../../../shared/domain/placement/placement.ts';
import type { RecordState } from '../../../../shared/domain/record-state.ts';
import { recordStateQuery } from '../../../data/record-queries.ts';
import { useSaveRecord } from '../../../data/use-save-record.ts';
import { boundFields } from '../../../ui/bound-fields.ts';
import { RecordForm } from '../../../ui/form.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import { PlacementGate } from './placement-gate.tsx';
import { keyedReport, typedReport } from './placement-typed.ts';
import type { OpenPlacement } from './use-placement.ts';

/** Where whoever was placed writes what came of it. */
export function PlacementReport() {
  return <PlacementGate asks={['edit', declaration.type]}>{(open) => <Loaded open={open} />}</PlacementGate>;
}

function Loaded({ open }: { readonly open: OpenPlacement }) {
  const state = useQuery(recordStateQuery(open.placement.id)).data;
  return state === undefined || state === null ? null : <ReportForm open={open} state={state} />;
}

function ReportForm({
  open: { placement, name },
  state,
}: {
  readonly open: OpenPlacement;
  readonly state: RecordState;
}) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(declaration, state);
  const language = placement.language ?? 'en';
  const [values, setValues] = useState(() => typedReport(placement, language));
  const field = boundFields({ values, onChange: (change) => setValues((now) => ({ ...now, ...change })) });
  const path = `/training/placements/${placement.id}`;
  useScreenTitle(t('placement.report'), name);
  const onSave = async () => {
    if ((await save(keyedReport(values, language))) !== null) void navigate({ to: path, replace: true });
  };
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.placements'), path: '/training/placements' },
          { label: placement.reference ?? name, path },
          { label: t('placement.report') },
        ]}
      />
      <RecordForm heading={t('placement.report')} saving={saving} onSave={onSave}>
        <FormField
          label={t('placement.reportOf', { name })}
          hint={t('placement.reportHint')}
          lang={language}
          lines={12}
          {...field('report')}
        />
        <FormField
          label={t('placement.lessons')}
          hint={t('placement.lessonsHint')}
          lang={language}
          lines={5}
          {...field('lessons')}
        />
        <FormField
          label={t('placement.reportedOn')}
          hint={t('placement.reportedOnHint')}
          type="date"
          {...field('reportedOn')}
        />
      </RecordForm>
    </>
  );
}
