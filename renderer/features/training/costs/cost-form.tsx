import { IconCoins, IconX } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostMatter } from '../../../../shared/domain/money/cost-standing.ts';
import { pageToday } from '../../../data/page-ports.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { CostFields } from './cost-fields.tsx';
import type { CostSubject } from './cost-subject.ts';
import { correctedCost, costTyped, emptyCost } from './cost-typed.ts';
import css from './costs.module.css';
import type { Costs } from './use-costs.ts';
import { type RecordCost, useRecordCost } from './use-record-cost.ts';

interface CostFormProps {
  readonly subject: CostSubject;
  readonly costs: Costs;
  /** What is corrected; null for a new entry. */
  readonly correcting: CostMatter | null;
  /** Somebody asked for it: its amount takes the focus. */
  readonly isAskedFor: boolean;
  onDone(): void;
}

/** Records an entry, or corrects one. Enter saves, and the next amount can be typed at once. */
export function CostForm({ subject, costs, correcting, isAskedFor, onDone }: CostFormProps) {
  const { t } = useTranslation('training');
  const form = useRef<HTMLFormElement>(null);
  const recording = useRecordCost(subject);
  const [values, setValues] = useState(() =>
    correcting === null
      ? emptyCost(costs.matters, pageToday(), subject.person ?? '')
      : correctedCost(correcting, pageToday()),
  );
  useEffect(() => {
    if (isAskedFor) amountIn(form.current)?.focus();
  }, [isAskedFor]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const cost = costTyped(values);
    if (cost === null) return amountIn(form.current)?.focus();
    if (correcting !== null) {
      if (await recording.correct(correcting, cost, values.reason)) onDone();
      return;
    }
    if (!(await recording.record(cost))) return;
    setValues((now) => ({ ...now, amount: '', note: '' }));
    amountIn(form.current)?.focus();
  };
  const heading = correcting === null ? t('cost.new') : t('cost.correctTitle');
  return (
    <section className={css.part}>
      <SectionHead title={heading} />
      <Panel>
        <form ref={form} className={css.form} aria-label={heading} onSubmit={(event) => void send(event)}>
          <CostFields
            subject={subject}
            costs={costs}
            values={values}
            onChange={(change) => setValues((now) => ({ ...now, ...change }))}
          />
          {correcting !== null && (
            <FormField
              label={t('cost.reason')}
              hint={t('cost.reasonHint')}
              required
              maxLength={2_000}
              value={values.reason}
              onChange={(reason) => setValues((now) => ({ ...now, reason }))}
            />
          )}
          <FormButtons correcting={correcting} reason={values.reason} recording={recording} onDone={onDone} />
        </form>
      </Panel>
    </section>
  );
}

interface FormButtonsProps extends Pick<CostFormProps, 'correcting' | 'onDone'> {
  readonly reason: string;
  readonly recording: RecordCost;
}

function FormButtons({ correcting, reason, recording, onDone }: FormButtonsProps) {
  const { t } = useTranslation('training');
  const takeBack = async (matter: CostMatter) => {
    if (await recording.takeBack(matter, reason)) onDone();
  };
  return (
    <div className={css.buttons}>
      <ActionButton kind="primary" type="submit" icon={IconCoins} disabled={recording.saving}>
        {correcting === null ? t('cost.record') : t('cost.saveCorrection')}
      </ActionButton>
      {correcting !== null && (
        <>
          <ActionButton disabled={recording.saving || reason.trim() === ''} onClick={() => void takeBack(correcting)}>
            {t('cost.takeBack')}
          </ActionButton>
          <ActionButton kind="quiet" icon={IconX} onClick={onDone}>
            {t('form.cancel')}
          </ActionButton>
        </>
      )}
    </div>
  );
}

/** The field that is typed in first, every time. */
function amountIn(form: HTMLFormElement | null): HTMLElement | null {
  return form?.querySelector<HTMLElement>('[data-amount] input') ?? null;
}
