import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input, IpcFailure, Output } from '../../../shared/ipc/contract.ts';
import { useDataSession, useVault } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { minutesText } from '../../ui/minutes-text.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWait } from '../../ui/use-wait.ts';
import { emptyKey, KeyFields, type TypedKey } from './key-fields.tsx';
import { useOwnName } from './own-profile.tsx';
import { QuickUnlock } from './quick-unlock.tsx';
import { Sheet } from './sheet.tsx';
import css from './vault.module.css';
import { Wipe } from './wipe-laptop.tsx';
import './words.ts';
import { WaitNote } from '../../ui/wait-note.tsx';

/** What is wrong with the vault as it lies there, or with what was tried. */
type Failure = IpcFailure<'vault:unlock'> | { readonly kind: NonNullable<Output<'vault:status'>['trouble']> };

/** The locked window: nothing of the library is in it, and nothing that is typed here can harm what is kept. */
export function UnlockScreen() {
  const { t } = useTranslation('vault');
  const { desktop, retry } = useDataSession();
  const { format } = useLocale();
  const failureText = useFailureText();
  const vault = useVault();
  const name = useOwnName();
  const [key, setKey] = useState<TypedKey>(emptyKey('passphrase'));
  const [failure, setFailure] = useState<Failure | null>(vault?.trouble ? { kind: vault.trouble } : null);
  const [isOpening, setOpening] = useState(false);
  const [seconds, wait] = useWait(vault?.waitMs ?? 0);

  const unlock = async (entry: Input<'vault:unlock'>) => {
    if (isOpening || seconds > 0) return;
    setOpening(true);
    setFailure(null);
    const unlocked = await desktop.call('vault:unlock', entry).finally(() => setOpening(false));
    if (unlocked.ok) return retry();
    setFailure(unlocked.failure);
    if ('waitMs' in unlocked.failure) wait(unlocked.failure.waitMs);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void unlock(key);
  };
  return (
    <Sheet>
      <form className={css.form} aria-labelledby="unlock-title" onSubmit={submit}>
        <h1 id="unlock-title">{t('unlock.title')}</h1>
        {name && <p className={css.lead}>{t('profiles.who', { name })}</p>}
        <p className={css.lead}>{t('unlock.lead')}</p>
        <KeyFields isFirst value={key} onChange={setKey} />
        <Problem text={failure === null ? null : failureText(failure)} />
        <div className={css.acts}>
          <ActionButton kind="primary" size="medium" type="submit" disabled={isOpening || seconds > 0}>
            {isOpening ? t('unlock.opening') : t('unlock.act')}
          </ActionButton>
          <QuickUnlock isBusy={isOpening || seconds > 0} onUnlock={() => void unlock({ way: 'keychain' })} />
          {seconds > 0 && <WaitNote>{t('unlock.wait', { time: minutesText(seconds, format.number) })}</WaitNote>}
        </div>
        <p className={css.lead}>{t('unlock.help')}</p>
      </form>
      <details className={css.wipe}>
        <summary>{t('wipe.title')}</summary>
        <Wipe waiting={null} notAccepted={0} />
      </details>
    </Sheet>
  );
}
