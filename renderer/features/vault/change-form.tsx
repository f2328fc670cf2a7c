import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Problem } from '../../ui/problem.tsx';
import { KeyFields, type Way } from './key-fields.tsx';
import { PassphraseField } from './set-up-form.tsx';
import css from './vault.module.css';

/** Another passphrase, by the one that holds now or by the recovery key. */
export function ChangeForm() {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const form = useRef<HTMLFormElement>(null);
  const [way, setWay] = useState<Way>('passphrase');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [step, setStep] = useState<'open' | 'busy' | 'done'>('open');
  const change = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const next = String(fields.get('passphrase') ?? '');
    if (next !== fields.get('again')) return setProblem(t('setUp.differ'));
    setStep('busy');
    setProblem(null);
    const changed = await desktop.call('vault:change-passphrase', { way, typed, next });
    setStep(changed.ok ? 'done' : 'open');
    if (!changed.ok) return setProblem(failureText(changed.failure));
    form.current?.reset();
    setTyped('');
  };
  return (
    <form ref={form} className={css.form} aria-labelledby="change-title" onSubmit={(event) => void change(event)}>
      <h2 id="change-title">{t('change.title')}</h2>
      <KeyFields way={way} typed={typed} onWay={setWay} onType={setTyped} />
      <PassphraseField name="passphrase" label={t('setUp.passphrase')} hint={t('setUp.passphraseHint')} />
      <PassphraseField name="again" label={t('setUp.again')} />
      <Problem text={problem} />
      {step === 'done' && (
        <Banner tone="ok" isNews>
          {t('change.done')}
        </Banner>
      )}
      <div className={css.acts}>
        <ActionButton kind="plain" size="medium" type="submit" disabled={step === 'busy'}>
          {step === 'busy' ? t('setUp.preparing') : t('change.act')}
        </ActionButton>
      </div>
    </form>
  );
}
