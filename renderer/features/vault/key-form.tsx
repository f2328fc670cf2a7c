import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { emptyKey, KeyFields, type TypedKey } from './key-fields.tsx';
import { StepHeading } from './step-heading.tsx';
import css from './vault.module.css';

export interface KeyFormProps {
  readonly title: string;
  readonly lead: string;
  readonly act: string;
  /** Instead of `act` while it is done. */
  readonly busy: string;
  readonly kind?: 'primary' | 'danger';
  readonly children?: ReactNode;
  onCancel(): void;
  /** Does it, and gives what went wrong in words. */
  onSubmit(key: TypedKey, fields: FormData): Promise<string | null>;
}

/** A change of the ways in: whoever asks for it shows first that they have one. An open laptop alone is not enough. */
export function KeyForm({ title, lead, act, busy, kind = 'primary', children, onCancel, onSubmit }: KeyFormProps) {
  const { t } = useTranslation('vault');
  const id = useId();
  const [key, setKey] = useState<TypedKey>(emptyKey('passphrase'));
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    setProblem(await onSubmit(key, fields).finally(() => setBusy(false)));
  };
  return (
    <form className={css.form} aria-labelledby={id} onSubmit={(event) => void submit(event)}>
      <StepHeading id={id}>{title}</StepHeading>
      <p className={css.lead}>{lead}</p>
      <KeyFields value={key} onChange={setKey} />
      {children}
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton kind={kind} size="medium" type="submit" disabled={isBusy}>
          {isBusy ? busy : act}
        </ActionButton>
        <ActionButton kind="quiet" size="medium" onClick={onCancel}>
          {t('setUp.back')}
        </ActionButton>
      </div>
    </form>
  );
}
