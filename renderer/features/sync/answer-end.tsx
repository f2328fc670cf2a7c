import { useTranslation } from 'react-i18next';
import { ConflictActs } from './conflict-acts.tsx';
import css from './conflict-detail.module.css';
import type { Answers } from './use-answers.tsx';

export interface AnswerEndProps {
  readonly answers: Answers;
  /** What stands there until one is chosen. */
  readonly choose: string;
  onLater(): void;
}

/** The end of a question that has answers to choose from: what comes of the chosen one, and accepting it. */
export function AnswerEnd({ answers: { count, answer, accept }, choose, onLater }: AnswerEndProps) {
  const { t } = useTranslation('sync');
  return (
    <>
      <p className={css.outcome} aria-live="polite">
        {answer?.outcome ?? choose}
      </p>
      <ConflictActs
        says={count > 0 ? undefined : t('exists.moveNotAllowed')}
        canAccept={answer !== undefined}
        onAccept={accept}
        onLater={onLater}
      />
    </>
  );
}
