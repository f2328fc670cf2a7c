import { IconTrash } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Objective, objective as objectiveDeclaration } from '../../../shared/domain/conduct/objective.ts';
import { keyAtEnd } from '../../../shared/domain/order-keys.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useDelete } from '../../data/use-delete.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { LinesField, RecordForm } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { PartTopBar, usePartOfExercise } from './part-top-bar.tsx';
import { PlaybooksField } from './playbooks-field.tsx';
import type { OpenExercise } from './use-open-exercise.ts';

/** The form of an objective, of a new one or of one that is there. */
export function ObjectiveScreen() {
  const { objectiveId } = useParams({ strict: false }) as { objectiveId?: string };
  const part = usePartOfExercise(objectiveDeclaration, objectiveId);
  if (part === undefined) return null;
  if ('notHere' in part) return part.notHere;
  return <ObjectiveForm key={objectiveId ?? 'new'} {...part} />;
}

interface ObjectiveFormProps {
  readonly open: OpenExercise;
  readonly record: Objective | null;
  readonly from: RecordState | { readonly scope: string };
}

function ObjectiveForm({ open, record, from }: ObjectiveFormProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { may } = useProfile();
  const navigate = useNavigate();
  const deleting = useDelete<true>();
  const { save, saving } = useSaveRecord(objectiveDeclaration, from);
  const { id, scope } = open.exercise;
  const written = record?.language ?? open.exercise.language ?? language;
  const [text, setText] = useState(record?.text[written] ?? '');
  const [competencies, setCompetencies] = useState((record?.competencies ?? []).join('\n'));
  const [playbooks, setPlaybooks] = useState<readonly string[]>(record?.playbooks ?? []);
  const heading = record === null ? t('objective.new') : t('objective.edit');
  const back = () => void navigate({ to: `/exercises/${id}` as never, replace: true });
  useScreenTitle(heading, t('rail.label'));
  const send = async () => {
    const values = { [`text.${written}`]: text.trim() || null, competencies: linesOf(competencies), playbooks };
    const base = { exercise: id, language: written, order: record?.order ?? keyAtEnd(open.objectives) };
    if ((await save({ ...base, ...values, playbooks: [...playbooks] })) !== null) back();
  };
  return (
    <>
      <PartTopBar open={open} label={heading}>
        {record !== null && may('delete', 'objective', scope) && (
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
        <FormField
          label={t('objective.text')}
          hint={t('objective.textHint')}
          lang={written}
          lines={2}
          maxLength={2_000}
          required
          value={text}
          onChange={setText}
        />
        <LinesField label={t('objective.competencies')} lines={3} value={competencies} onChange={setCompetencies} />
        <PlaybooksField chosen={playbooks} onChange={setPlaybooks} />
      </RecordForm>
    </>
  );
}
