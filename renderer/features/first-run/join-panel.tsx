import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcFailure } from '../../../shared/ipc/contract.ts';
import { useDataSession, useVault } from '../../data/data-context.tsx';
import { PutBack } from '../../data/put-back.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { minutesText } from '../../ui/minutes-text.ts';
import { Problem } from '../../ui/problem.tsx';
import { useWait } from '../../ui/use-wait.ts';
import { WaitNote } from '../../ui/wait-note.tsx';
import { DeviceNameField } from './device-name-field.tsx';
import css from './first-run.module.css';
import { OfflinePanel } from './offline-panel.tsx';

/** Joining a hub: by its address and a one-time code, or by files where no network is. */
export function JoinPanel() {
  const protection = useVault()?.state;
  const [isOffline, setOffline] = useState(false);
  if (protection === 'none') return <ProtectFirst />;
  return isOffline ? (
    <OfflinePanel onCode={() => setOffline(false)} />
  ) : (
    <CodePanel onOffline={() => setOffline(true)} />
  );
}

function ProtectFirst() {
  const { t } = useTranslation('first-run');
  const { protect } = useDataSession();
  return (
    <section className={css.form} aria-labelledby="join-title">
      <h2 id="join-title">{t('title')}</h2>
      <p className={css.lead}>{t('joinLead')}</p>
      <p className={css.lead}>{t('protect.lead')}</p>
      <ActionButton kind="primary" size="medium" onClick={protect}>
        {t('protect.act')}
      </ActionButton>
      <PutBack />
    </section>
  );
}

function CodePanel({ onOffline }: { onOffline(): void }) {
  const { t } = useTranslation('first-run');
  const { enrol } = useDataSession();
  const protection = useVault()?.state;
  const failureText = useFailureText();
  const [failure, setFailure] = useState<IpcFailure<'identity:enrol'> | null>(null);
  const [joining, setJoining] = useState(false);
  const [seconds, wait] = useWait(0);

  const join = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (seconds > 0) return;
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? '').trim();
    setJoining(true);
    setFailure(null);
    const joined = await enrol({ hubAddress: field('hub'), code: field('code'), deviceName: field('device') });
    if (!joined.ok) {
      setFailure(joined.failure);
      if (joined.failure.kind === 'enrol-delayed') wait(joined.failure.waitMs);
    }
    setJoining(false);
  };

  return (
    <form className={css.form} aria-labelledby="join-title" onSubmit={(event) => void join(event)}>
      <h2 id="join-title">{t('title')}</h2>
      <p className={css.lead}>{t('joinLead')}</p>
      {protection === 'impossible' && <p className={css.lead}>{t('protect.browser')}</p>}
      <JoinFields />
      <Problem text={failure === null ? null : failureText(failure)} />
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" type="submit" disabled={joining || seconds > 0}>
          {joining ? t('joining') : t('join')}
        </ActionButton>
        <Wait seconds={seconds} />
      </div>
      {protection === 'open' && (
        <ActionButton kind="quiet" onClick={onOffline}>
          {t('offline.title')}
        </ActionButton>
      )}
    </form>
  );
}

/** How long the hub makes the next code wait; nothing when it does not. */
function Wait({ seconds }: { readonly seconds: number }) {
  const { t } = useTranslation('first-run');
  const { format } = useLocale();
  if (seconds === 0) return null;
  return <WaitNote>{t('wait', { time: minutesText(seconds, format.number) })}</WaitNote>;
}

function JoinFields() {
  const { t } = useTranslation('first-run');
  return (
    <>
      <TextInput
        name="hub"
        label={t('hub.label')}
        description={t('hub.hint')}
        required
        attributes={{ input: { dir: 'ltr' } }}
        maxLength={300}
      />
      <TextInput
        name="code"
        label={t('code.label')}
        description={t('code.hint')}
        required
        attributes={{ input: { dir: 'ltr' } }}
        autoComplete="one-time-code"
        maxLength={200}
      />
      <DeviceNameField />
    </>
  );
}
