import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { person as personDeclaration } from '../../../shared/domain/training/person.ts';
import { type PersonRow, shownName } from '../../../shared/domain/training/roster.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { recordStateQuery } from '../../data/record-queries.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { FieldRow, RecordForm } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { TrainingNotHere } from './training-not-here.tsx';
import { usePersons } from './use-persons.ts';

/** The fields of somebody who is trained. */
export function EditPerson() {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const { personId } = useParams({ strict: false }) as { personId: string };
  const persons = usePersons();
  const state = useQuery(recordStateQuery(personId)).data;
  if (persons === undefined || state === undefined) return null;
  const person = persons.get(personId);
  if (state === null) return <TrainingNotHere cause="away" what={t('person.gone')} />;
  if (person === undefined) return <TrainingNotHere cause="deleted" />;
  if (!may('edit', 'person', state.scope)) return <TrainingNotHere cause="not-allowed" />;
  return <PersonForm person={person} state={state} />;
}

const fields = ['name', 'transliteration', 'organisation', 'role', 'email'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

const isAddress = (text: string): boolean => text === '' || /^[^\s@<>",;]+@[^\s@<>",;]+$/.test(text);

function PersonForm({ person, state }: { readonly person: PersonRow; readonly state: RecordState }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(personDeclaration, state);
  const [typed, setTyped] = useState<Typed>(person);
  const path = `/training/people/${person.id}`;
  useScreenTitle(t('person.edit'), shownName(person));
  const emailProblem = isAddress(typed.email.trim()) ? undefined : t('note.email-invalid');
  const onSave = async () => {
    if (emailProblem !== undefined) return;
    const values = Object.fromEntries(fields.map((field) => [field, typed[field].trim() || null]));
    if ((await save(values)) !== null) void navigate({ to: path, replace: true });
  };
  const field = (name: (typeof fields)[number], more: { maxLength: number; required?: boolean; problem?: string }) => (
    <FormField
      key={name}
      label={t(`column.${name}`)}
      value={typed[name]}
      onChange={(value) => setTyped((now) => ({ ...now, [name]: value }))}
      {...more}
    />
  );
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          { label: t('tabs.people'), path: '/training/people' },
          { label: shownName(person), path },
          { label: t('form.edit') },
        ]}
      />
      <RecordForm heading={t('person.edit')} saving={saving} onSave={onSave}>
        {field('name', { maxLength: 500, required: true })}
        {field('transliteration', { maxLength: 500 })}
        <FieldRow>
          {field('organisation', { maxLength: 500 })}
          {field('role', { maxLength: 300 })}
        </FieldRow>
        {field('email', { maxLength: 320, ...(emailProblem === undefined ? {} : { problem: emailProblem }) })}
      </RecordForm>
    </>
  );
}
