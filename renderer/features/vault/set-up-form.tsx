import { PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcFailure } from '../../../shared/ipc/contract.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './vault.module.css';

export interface SetUpFormProps {
  readonly level: 'h1' | 'h2';
  onCancel(): void;
}

/** Two steps: a passphrase, twice; then the recovery key, which is typed back from the paper. The page is loaded anew after it. */
export function SetUpForm({ level, onCancel }: SetUpFormProps) {
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null);
  return recoveryKey === null ? (
    <PassphraseStep level={level} onCancel={onCancel} onReady={setRecoveryKey} />
  ) : (
    <RecoveryStep level={level} recoveryKey={recoveryKey} onBack={() => setRecoveryKey(null)} />
  );
}

interface PassphraseStepProps extends SetUpFormProps {
  onReady(recoveryKey: string): void;
}

function PassphraseStep({ level: Heading, onCancel, onReady }: PassphraseStepProps) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const prepare = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const passphrase = String(form.get('passphrase') ?? '');
    if (passphrase !== form.get('again')) return setProblem(t('setUp.differ'));
    setBusy(true);
    setProblem(null);
    const prepared = await desktop.call('vault:prepare', { passphrase }).finally(() => setBusy(false));
    if (prepared.ok) onReady(prepared.value.recoveryKey);
    else setProblem(failureText(prepared.failure));
  };
  return (
    <form className={css.form} aria-labelledby="protect-title" onSubmit={(event) => void prepare(event)}>
      <Heading id="protect-title">{t('setUp.title')}</Heading>
      <p className={css.lead}>{t('setUp.lead')}</p>
      <PassphraseField name="passphrase" label={t('setUp.passphrase')} hint={t('setUp.passphraseHint')} />
      <PassphraseField name="again" label={t('setUp.again')} />
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" type="submit" disabled={isBusy}>
          {isBusy ? t('setUp.preparing') : t('setUp.next')}
        </ActionButton>
        <ActionButton kind="quiet" size="medium" onClick={onCancel}>
          {t('setUp.back')}
        </ActionButton>
      </div>
    </form>
  );
}

/** A new passphrase, hidden until somebody wants to see it. */
export function PassphraseField({
  name,
  label,
  hint,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}) {
  const { t } = useTranslation('vault');
  return (
    <PasswordInput
      name={name}
      label={label}
      description={hint}
      required
      attributes={{ input: { dir: 'auto' } }}
      autoComplete="new-password"
      maxLength={1000}
      visibilityToggleButtonProps={{ 'aria-label': t('unlock.show') }}
    />
  );
}

interface RecoveryStepProps extends Pick<SetUpFormProps, 'level'> {
  readonly recoveryKey: string;
  onBack(): void;
}

function RecoveryStep({ level: Heading, recoveryKey, onBack }: RecoveryStepProps) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [failure, setFailure] = useState<IpcFailure<'vault:finish'> | null>(null);
  const [isBusy, setBusy] = useState(false);
  const finish = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('typed') ?? '');
    setBusy(true);
    setFailure(null);
    const finished = await desktop.call('vault:finish', { recoveryKey: typed }).finally(() => setBusy(false));
    if (!finished.ok) setFailure(finished.failure);
  };
  return (
    <form className={css.form} aria-labelledby="recovery-title" onSubmit={(event) => void finish(event)}>
      <Heading id="recovery-title">{t('setUp.keyTitle')}</Heading>
      <p className={css.lead}>{t('setUp.keyLead')}</p>
      <ol className={`wp-mono ${css.key}`} dir="ltr" aria-label={t('unlock.recovery')}>
        {recoveryKey.split('-').map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two groups may be alike, and none ever moves
          <li key={at}>{group}</li>
        ))}
      </ol>
      <TextInput
        name="typed"
        label={t('setUp.typed')}
        description={t('setUp.typedHint')}
        required
        attributes={{ input: { dir: 'ltr' } }}
        autoComplete="off"
        maxLength={100}
      />
      <Problem text={failure === null ? null : failureText(failure)} />
      <p className={css.lead}>{t('setUp.before')}</p>
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" type="submit" disabled={isBusy}>
          {isBusy ? t('setUp.sealing') : t('setUp.finish')}
        </ActionButton>
        <ActionButton kind="quiet" size="medium" onClick={onBack}>
          {t('setUp.back')}
        </ActionButton>
      </div>
    </form>
  );
}
