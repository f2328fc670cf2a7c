import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toHex } from '../../../shared/base/bytes.ts';
import type { IpcFailure } from '../../../shared/ipc/contract.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { AnswerForm } from './answer-form.tsx';
import { DeviceNameField } from './device-name-field.tsx';
import css from './first-run.module.css';

/** Joining where no network is: a request goes to the coordinator, an answer comes back. */
export function OfflinePanel({ onCode }: { onCode(): void }) {
  const { t } = useTranslation('first-run');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [request, setRequest] = useState<Uint8Array | null>(null);
  const [isRenewing, setRenewing] = useState(false);
  const [failure, setFailure] = useState<IpcFailure<'identity:request'> | null>(null);
  const ask = useCallback(
    async (deviceName: string) => {
      const asked = await desktop.call('identity:request', { deviceName });
      setFailure(asked.ok ? null : asked.failure);
      if (!asked.ok) return;
      setRequest(asked.value.request);
      setRenewing(false);
    },
    [desktop],
  );
  // One that was made before waits for its answer.
  useEffect(() => void ask(''), [ask]);
  return (
    <section className={css.form} aria-labelledby="offline-title">
      <h2 id="offline-title">{t('offline.title')}</h2>
      <p className={css.lead}>{t('offline.lead')}</p>
      {request === null || isRenewing ? (
        <RequestForm onMake={ask} problem={failure === null ? null : failureText(failure)}>
          {isRenewing && <p>{t('offline.renewLead')}</p>}
        </RequestForm>
      ) : (
        // What was read for another request is no answer to this one.
        <AnswerForm key={toHex(request)} request={request} />
      )}
      {request !== null && (
        <ActionButton kind="quiet" onClick={() => setRenewing(!isRenewing)}>
          {isRenewing ? t('offline.keep') : t('offline.renew')}
        </ActionButton>
      )}
      <ActionButton kind="quiet" onClick={onCode}>
        {t('offline.back')}
      </ActionButton>
    </section>
  );
}

interface RequestFormProps {
  readonly problem: string | null;
  readonly children: ReactNode;
  onMake(deviceName: string): Promise<void>;
}

function RequestForm({ problem, children, onMake }: RequestFormProps) {
  const { t } = useTranslation('first-run');
  const make = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const deviceName = String(new FormData(event.currentTarget).get('device') ?? '').trim();
    if (deviceName !== '') void onMake(deviceName);
  };
  return (
    <form className={css.part} onSubmit={make}>
      {children}
      <DeviceNameField />
      <Problem text={problem} />
      <ActionButton kind="primary" size="medium" type="submit">
        {t('offline.make')}
      </ActionButton>
    </form>
  );
}
