import { TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcFailure } from '../../../shared/ipc/contract.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { AnswerForm } from './answer-form.tsx';
import css from './first-run.module.css';
import { RequestSheet } from './request-sheet.tsx';

/** Joining where no network is: a request goes to the coordinator, an answer comes back. */
export function OfflinePanel({ onCode }: { onCode(): void }) {
  const { t } = useTranslation('first-run');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [request, setRequest] = useState<Uint8Array | null>(null);
  const [failure, setFailure] = useState<IpcFailure<'identity:request'> | null>(null);
  useEffect(() => {
    // One that was made before waits for its answer.
    void desktop.call('identity:request', { deviceName: '' }).then((kept) => {
      if (kept.ok) setRequest(kept.value.request);
    });
  }, [desktop]);
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const deviceName = String(new FormData(event.currentTarget).get('device') ?? '').trim();
    const made = await desktop.call('identity:request', { deviceName });
    if (made.ok) setRequest(made.value.request);
    setFailure(made.ok ? null : made.failure);
  };
  return (
    <section className={css.form} aria-labelledby="offline-title">
      <h2 id="offline-title">{t('offline.title')}</h2>
      <p className={css.lead}>{t('offline.lead')}</p>
      {request === null ? (
        <form className={css.part} onSubmit={(event) => void make(event)}>
          <TextInput
            name="device"
            label={t('device.label')}
            description={t('device.hint')}
            required
            attributes={{ input: { dir: 'auto' } }}
            maxLength={120}
          />
          <Problem text={failure === null ? null : failureText(failure)} />
          <ActionButton kind="primary" size="medium" type="submit">
            {t('offline.make')}
          </ActionButton>
        </form>
      ) : (
        <>
          <RequestSheet request={request} />
          <AnswerForm request={request} />
        </>
      )}
      <ActionButton kind="quiet" onClick={onCode}>
        {t('offline.back')}
      </ActionButton>
    </section>
  );
}
