import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { PaperField } from './key-fields.tsx';
import { StepHeading } from './step-heading.tsx';
import css from './vault.module.css';

export interface TypeBackProps {
  readonly title: string;
  readonly lead: string;
  readonly label: string;
  readonly act: string;
  readonly children?: ReactNode;
  onDone(): void;
  onBack(): void;
}

/** What was drawn is in force once it was typed back: until then the papers from before hold. */
export function TypeBack({ title, lead, label, act, children, onDone, onBack }: TypeBackProps) {
  const { t } = useTranslation('vault');
  const id = useId();
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    const confirmed = await desktop.call('vault:confirm', { typed });
    if (confirmed.ok) onDone();
    else setProblem(failureText(confirmed.failure));
  };
  return (
    <form className={css.form} aria-labelledby={id} onSubmit={(event) => void confirm(event)}>
      <StepHeading id={id}>{title}</StepHeading>
      <p className={css.lead}>{lead}</p>
      {children}
      <PaperField label={label} hint={t('setUp.typedHint')} value={typed} onChange={setTyped} />
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" type="submit">
          {act}
        </ActionButton>
        <ActionButton kind="quiet" size="medium" onClick={onBack}>
          {t('setUp.back')}
        </ActionButton>
      </div>
    </form>
  );
}
