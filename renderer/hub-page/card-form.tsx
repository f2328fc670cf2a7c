import type { FormEvent, ReactNode } from 'react';
import { ActionButton } from '../ui/action-button.tsx';
import css from './card-page.module.css';
import { FailureBanner } from './failure-banner.tsx';
import { textOf } from './form-text.ts';

interface CardFormProps {
  /** Why the hub did not do it; null when it did, or was not asked. */
  readonly error: Error | null;
  readonly isPending: boolean;
  /** On the button that sends. */
  readonly act: string;
  /** A way out beside it. */
  readonly other?: ReactNode;
  /** The text of each field by its name. */
  onSend(field: (name: string) => string): void;
  readonly children: ReactNode;
}

/** The form on a card: fields, what went wrong, one button that sends. */
export function CardForm({ error, isPending, act, other, onSend, children }: CardFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSend(textOf(event.currentTarget));
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {children}
      <FailureBanner error={error} />
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" type="submit" disabled={isPending}>
          {act}
        </ActionButton>
        {other}
      </div>
    </form>
  );
}
