import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { objective as objectiveDeclaration } from '../../../shared/domain/conduct/objective.ts';
import { keyAtEnd } from '../../../shared/domain/order-keys.ts';
import { linesOf } from '../../../shared/domain/text-lines.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { LinesField, RecordForm } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { DeletePart, type PartOfExercise, PartScreen, PartTopBar } from './part-top-bar.tsx';
import { PlaybooksField } from './playbooks-field.tsx';

/** The form of an objective, of a new one or of one that is there. */
export function ObjectiveScreen() {
  const { objectiveId } = useParams({ strict: false }) as { objectiveId?: string };
  return <PartScreen declaration={objectiveDeclaration} id={objectiveId} Form={ObjectiveForm} />;
}

function ObjectiveForm({ open, record, from }: PartOfExercise<typeof objectiveDeclaration>) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(objectiveDeclaration, from);
  const { id } = open.exercise;
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
        <DeletePart type={objectiveDeclaration.type} record={record} onDeleted={back} />
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
