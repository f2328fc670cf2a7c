import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../../shared/domain/step.ts';
import css from './editor.module.css';
import type { StepsModel } from './steps-model.ts';

interface TargetSelectProps {
  readonly label: string;
  /** What stands there while it leads nowhere. */
  readonly none: string;
  readonly value: string;
  readonly steps: StepsModel;
  nameOf(step: Step): string;
  onChange(to: string): void;
}

/** So many steps stand in every list at once; of more, only what is chosen until somebody comes to choose another. */
const fewTargets = 100;

/** Where an edge leads: the end, or any step. */
export function TargetSelect({ label, none, value, steps: { listed }, nameOf, onChange }: TargetSelectProps) {
  const { t } = useTranslation('playbooks');
  const [isAsked, setAsked] = useState(false);
  const shown = isAsked || listed.length <= fewTargets ? listed : listed.filter(({ step }) => step.id === value);
  return (
    <select
      className={css.input}
      aria-label={label}
      value={value}
      onFocus={() => setAsked(true)}
      // Before the list opens: it shows what is there by then.
      onPointerDown={() => flushSync(() => setAsked(true))}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {value === '' && <option value="">{none}</option>}
      <option value="end">{t('reader.end')}</option>
      {shown.map(({ step, number }) => (
        <option key={step.id} value={step.id}>
          {t('editor.option', { number, name: nameOf(step) })}
        </option>
      ))}
    </select>
  );
}
