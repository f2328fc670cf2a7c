import { TextInput } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { WaitNote } from '../../ui/wait-note.tsx';
import { StepHeading } from './step-heading.tsx';
import css from './vault.module.css';

export interface ProfileNameFormProps {
  readonly level: 'h1' | 'h2';
  readonly title: string;
  readonly act: string;
  readonly initial: string;
  /** Said when it is done, where the form stays. */
  readonly done?: string;
  /** Does it, and gives what went wrong in words. */
  onSubmit(name: string): Promise<string | null>;
  readonly onCancel?: () => void;
}

/** A name that stands where everybody reads it, and says so. */
export function ProfileNameForm(props: ProfileNameFormProps) {
  const { level, title, act, initial, done, onSubmit, onCancel } = props;
  const { t } = useTranslation('vault');
  const id = useId();
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setDone(false);
    const wrong = await onSubmit(name).finally(() => setBusy(false));
    setProblem(wrong);
    setDone(wrong === null);
  };
  return (
    <form className={css.form} aria-labelledby={id} onSubmit={(event) => void submit(event)}>
      {level === 'h1' ? (
        <StepHeading id={id} level="h1">
          {title}
        </StepHeading>
      ) : (
        <h2 id={id}>{title}</h2>
      )}
      <TextInput
        label={t('profiles.name')}
        description={t('profiles.hint')}
        attributes={{ input: { dir: 'auto' } }}
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton kind={level === 'h1' ? 'primary' : 'plain'} size="medium" type="submit" disabled={isBusy}>
          {act}
        </ActionButton>
        <WaitNote isNews>{isDone && done}</WaitNote>
        {onCancel && (
          <ActionButton kind="quiet" size="medium" onClick={onCancel}>
            {t('setUp.back')}
          </ActionButton>
        )}
      </div>
    </form>
  );
}
