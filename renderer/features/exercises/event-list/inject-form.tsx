import { IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nextNumber } from '../../../../shared/domain/conduct/event-list.ts';
import { type Inject, inject as injectDeclaration } from '../../../../shared/domain/conduct/inject.ts';
import type { RecordState } from '../../../../shared/domain/record-state.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { useDelete } from '../../../data/use-delete.ts';
import { useSaveRecord } from '../../../data/use-save-record.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { RecordForm } from '../../../ui/form.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { PartTopBar, usePartOfExercise } from '../part-top-bar.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import { InjectFields } from './inject-fields.tsx';
import { keyedInject, typedInject, typedTimes } from './inject-typed.ts';

/** The form of an inject, of a new one or of one that is there. */
export function InjectScreen() {
  const { injectId } = useParams({ strict: false }) as { injectId?: string };
  const part = usePartOfExercise(injectDeclaration, injectId);
  if (part === undefined) return null;
  if ('notHere' in part) return part.notHere;
  return <InjectForm key={injectId ?? 'new'} {...part} />;
}

interface InjectFormProps {
  readonly open: OpenExercise;
  readonly record: Inject | null;
  readonly from: RecordState | { readonly scope: string };
}

function InjectForm({ open, record, from }: InjectFormProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const deleting = useDelete<true>();
  const { save, saving } = useSaveRecord(injectDeclaration, from);
  const { id, scope, language: written = language } = open.exercise;
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
        {record !== null && may('delete', 'inject', scope) && (
          <ActionButton
            kind="quiet"
            icon={IconTrash}
            onClick={() => void deleting.remove([record.id], true).then(back)}
          >
            {t('exercise.delete')}
          </ActionButton>
        )}
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
