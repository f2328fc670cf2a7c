import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcFailure } from '../../../shared/ipc/contract.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { CodeGroups } from './code-groups.tsx';
import { NewPassphrase, newPassphraseOf } from './new-passphrase.tsx';
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
    const passphrase = newPassphraseOf(new FormData(event.currentTarget));
    if (passphrase === null) return setProblem(t('setUp.differ'));
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
      <NewPassphrase />
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
      <CodeGroups label={t('unlock.recovery')} code={recoveryKey} />
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
