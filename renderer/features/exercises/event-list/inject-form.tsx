import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextNumber } from '../../../../shared/domain/conduct/event-list.ts';
import { inject as injectDeclaration } from '../../../../shared/domain/conduct/inject.ts';
import { useSaveRecord } from '../../../data/use-save-record.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { RecordForm } from '../../../ui/form.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { DeletePart, type PartOfExercise, PartScreen, PartTopBar } from '../part-top-bar.tsx';
import { InjectFields } from './inject-fields.tsx';
import { keyedInject, typedInject, typedTimes } from './inject-typed.ts';

/** The form of an inject, of a new one or of one that is there. */
export function InjectScreen() {
  const { injectId } = useParams({ strict: false }) as { injectId?: string };
  return <PartScreen declaration={injectDeclaration} id={injectId} Form={InjectForm} />;
}

function InjectForm({ open, record, from }: PartOfExercise<typeof injectDeclaration>) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(injectDeclaration, from);
  const { id, language: written = language } = open.exercise;
  const [values, setValues] = useState(() => typedInject(record, written, nextNumber(open.injects)));
  const heading = record === null ? t('inject.new') : t('inject.edit');
  const back = () => void navigate({ to: `/exercises/${id}` as never, replace: true });
  useScreenTitle(heading, t('rail.label'));
  const send = async () => {
    if (Object.values(typedTimes(values)).includes(undefined)) return;
    if ((await save({ exercise: id, ...keyedInject(values) })) !== null) back();
  };
  return (
    <>
      <PartTopBar open={open} label={heading}>
        <DeletePart type={injectDeclaration.type} record={record} onDeleted={back} />
      </PartTopBar>
      <RecordForm heading={heading} saving={saving} onSave={send}>
        {open.conduct.phase === 'approved' && <Banner tone="due">{t('approval.endsWithChange')}</Banner>}
        <InjectFields
          objectives={open.objectives}
          values={values}
          onChange={(change) => setValues((now) => ({ ...now, ...change }))}
        />
      </RecordForm>
    </>
  );
}
