import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepChoice } from '../../../shared/domain/run-progress.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import field from '../../ui/form-field.module.css';
import css from './run.module.css';
import { choiceWord } from './run-words.ts';
import type { NumberedStep } from './steps-model.ts';
import { usePick } from './use-pick.ts';
import type { OpenRun } from './use-run.ts';

export interface Decision {
  readonly choice: string | null;
  /** Name and office of who allowed it; null until said. */
  readonly authority: string | null;
}

export interface RunDecisionProps {
  readonly open: OpenRun;
  readonly entry: NumberedStep;
  readonly choices: readonly StepChoice[];
  readonly decision: Decision;
  onDecision(decision: Decision): void;
}

/** Large answers, each with where it leads; then on whose authority. Nothing is saved before it is recorded. */
export function RunDecision({ open, entry, choices, decision, onDecision }: RunDecisionProps) {
  const { t } = useTranslation('playbooks');
  const group = useId();
  return (
    <>
      <fieldset className={css.choices}>
        <legend className="wp-unseen">{t('run.choose')}</legend>
        {choices.map(({ choice, edge }) => (
          <label key={choice} className={css.choice}>
            <input
              type="radio"
              name={group}
              checked={decision.choice === choice}
              onChange={() => onDecision({ ...decision, choice })}
            />
            <span>
              <bdi className={css.choiceName}>{choiceWord(t, choice, entry.step.kind)}</bdi>
              <GoesTo open={open} target={edge?.to ?? null} />
            </span>
          </label>
        ))}
      </fieldset>
      <Authority open={open} entry={entry} decision={decision} onDecision={onDecision} />
    </>
  );
}

/** "Goes to 6 and 7 at the same time": a parallel step is looked through. */
function GoesTo({ open, target }: { readonly open: OpenRun; readonly target: string | null }) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const steps = open.playbook?.steps;
  const first = target === null ? undefined : steps?.byId.get(target);
  if (first === undefined) return null;
  if (first.kind === 'end') return <span className={css.goesTo}>{t('run.goesToEnd')}</span>;
  const targets = first.kind === 'parallel' ? (first.nextSteps ?? []) : [first.id];
  const numbers = format.series(targets.flatMap((id) => steps?.numberOf.get(id)?.toString() ?? []));
  return (
    <span className={css.goesTo}>
      {targets.length > 1 ? t('run.goesToAll', { steps: numbers }) : t('run.goesTo', { steps: numbers })}
    </span>
  );
}

function Authority({ open, entry, decision, onDecision }: Omit<RunDecisionProps, 'choices'>) {
  const { t } = useTranslation('playbooks');
  const { name } = useProfile();
  const group = useId();
  const [isOther, setOther] = useState(false);
  const written = usePick(open)(entry.step.authority);
  const offered = [
    ...(written === null ? [] : [{ value: written.text, lang: written.lang, hint: t('run.asWritten') }]),
    { value: name, lang: undefined, hint: t('run.me') },
  ];
  const choose = (authority: string) => {
    setOther(false);
    onDecision({ ...decision, authority });
  };
  return (
    <fieldset className={css.authorities}>
      <legend>{t('run.authority')}</legend>
      {offered.map(({ value, lang, hint }) => (
        <label key={hint} className={css.authority}>
          <input
            type="radio"
            name={group}
            checked={!isOther && decision.authority === value}
            onChange={() => choose(value)}
          />
          <Avatar name={value} size="large" />
          <span>
            <bdi lang={lang} className={css.authorityName}>
              {value}
            </bdi>
            <span className={css.goesTo}>{hint}</span>
          </span>
        </label>
      ))}
      <label className={css.authority}>
        <input
          type="radio"
          name={group}
          checked={isOther}
          onChange={() => {
            setOther(true);
            onDecision({ ...decision, authority: null });
          }}
        />
        <span className={css.authorityOther}>
          <span className={css.authorityName}>{t('run.someone')}</span>
          {isOther ? (
            <input
              type="text"
              className={field.typed}
              dir="auto"
              maxLength={500}
              aria-label={t('run.authorityHint')}
              placeholder={t('run.authorityHint')}
              // biome-ignore lint/a11y/noAutofocus: choosing this card asks for the name
              autoFocus
              value={decision.authority ?? ''}
              onChange={(event) => onDecision({ ...decision, authority: event.currentTarget.value })}
            />
          ) : (
            <span className={css.goesTo}>{t('run.authorityHint')}</span>
          )}
        </span>
      </label>
    </fieldset>
  );
}
