import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { person as personDeclaration } from '../../../shared/domain/training/person.ts';
import { shownName } from '../../../shared/domain/training/roster.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { FieldRow, RecordForm } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { PersonTopBar } from './person-top-bar.tsx';
import { type OpenPerson, useOpenPerson } from './use-open-person.tsx';

/** The fields of somebody who is trained. */
export function EditPerson() {
  const { may } = useProfile();
  const open = useOpenPerson((scope) => may('edit', 'person', scope));
  if ('notHere' in open) return open.notHere;
  return <PersonForm {...open} />;
}

const fields = ['name', 'transliteration', 'organisation', 'role', 'email'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

const isAddress = (text: string): boolean => text === '' || /^[^\s@<>",;]+@[^\s@<>",;]+$/.test(text);

function PersonForm({ person, state }: OpenPerson) {
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
      <PersonTopBar person={person} label={t('form.edit')} />
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
