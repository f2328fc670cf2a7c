import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcFailure } from '../../../shared/ipc/contract.ts';
import { type OpenedAnswer, openEnrolmentAnswer } from '../../../shared/protocol/enrolment-answer.ts';
import { fileOfBytes, fileOfText } from '../../../shared/protocol/enrolment-request.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import type { Formatters } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { CheckWords } from '../../ui/check-words.tsx';
import { PasteField } from '../../ui/paste-field.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './first-run.module.css';
import { RequestSheet } from './request-sheet.tsx';

type Failure = IpcFailure<'identity:join'> | IpcFailure<'files:pick'>;

/** A failure with its days as this language writes them. */
function withDays(failure: Failure, { date }: Formatters) {
  if (failure.kind === 'enrolment-answer-expired')
    return { ...failure, until: date(failure.until), today: date(failure.today) };
  if (failure.kind === 'enrolment-answer-early')
    return { ...failure, madeAt: date(failure.madeAt), today: date(failure.today) };
  return failure;
}

/** Shows the request until its answer is read, then whose that is, and joins once a person has compared its words. */
export function AnswerForm({ request }: { readonly request: Uint8Array }) {
  const { t } = useTranslation('first-run');
  const { desktop, join } = useDataSession();
  const failureText = useFailureText();
  const { format } = useLocale();
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState<(OpenedAnswer & { readonly bytes: Uint8Array }) | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = async (bytes: Uint8Array | null) => {
    const answer = await openEnrolmentAnswer(bytes ?? new Uint8Array(), request, Date.now());
    setOpened(answer.ok && bytes !== null ? { ...answer.value, bytes } : null);
    setFailure(answer.ok ? null : answer.failure);
  };
  const pick = async () => {
    const picked = await desktop.call('files:pick', { kind: 'files', extensions: ['waypost-answer'] });
    if (!picked.ok) return setFailure(picked.failure);
    const [file] = picked.value.files;
    if (file !== undefined) await read(fileOfBytes(file.bytes));
  };
  const accept = async (bytes: Uint8Array) => {
    const joined = await join(bytes);
    if (!joined.ok) setFailure(joined.failure);
  };
  const putAside = () => {
    setOpened(null);
    setFailure(null);
  };
  const problem = failure === null ? null : failureText(withDays(failure, format));
  return (
    <div className={css.part}>
      {/* One list of words at a time: nobody compares those of the request with those of the answer. */}
      {opened === null && <RequestSheet request={request} />}
      <h3>{t('offline.answerTitle')}</h3>
      {opened === null ? (
        <>
          <p>{t('offline.answerLead')}</p>
          <ActionButton size="medium" kind="primary" onClick={() => void pick()}>
            {t('offline.pick')}
          </ActionButton>
          <PasteField label={t('offline.paste')} value={typed} onChange={setTyped} />
          <Problem text={problem} />
          <ActionButton size="medium" disabled={typed.trim() === ''} onClick={() => void read(fileOfText(typed))}>
            {t('offline.read')}
          </ActionButton>
        </>
      ) : (
        <>
          <WhoseAnswer opened={opened} />
          <Problem text={problem} />
          <ActionButton size="medium" kind="primary" onClick={() => void accept(opened.bytes)}>
            {t('offline.join')}
          </ActionButton>
          <ActionButton size="medium" onClick={putAside}>
            {t('offline.other')}
          </ActionButton>
        </>
      )}
    </div>
  );
}

function WhoseAnswer({ opened: { identity, words } }: { readonly opened: OpenedAnswer }) {
  const { t } = useTranslation('first-run');
  const { format } = useLocale();
  return (
    <>
      <p>
        <b>{t('offline.found', { network: identity.networkName })}</b>{' '}
        {t('offline.people', { names: format.list(identity.profiles.map(({ name }) => name)) })}
      </p>
      <p>{t('offline.answerWords')}</p>
      <CheckWords words={words} label={t('offline.answerWordsLabel')} />
    </>
  );
}
