import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcFailure } from '../../../shared/ipc/contract.ts';
import { fileAsText, openEnrolmentRequest } from '../../../shared/protocol/enrolment-request.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { CheckWords } from '../../ui/check-words.tsx';
import { CodeSquare } from '../../ui/code-square.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Problem } from '../../ui/problem.tsx';
import css from './first-run.module.css';

/** The request of this laptop, as a file, as text and as a square, and the words by which the coordinator knows it. */
export function RequestSheet({ request }: { readonly request: Uint8Array }) {
  const { t } = useTranslation('first-run');
  const { desktop } = useDataSession();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const text = useMemo(() => fileAsText(request), [request]);
  const words = useMemo(() => {
    const opened = openEnrolmentRequest(request);
    return opened.ok ? opened.value.words : [];
  }, [request]);
  const [failure, setFailure] = useState<IpcFailure<'files:save'> | null>(null);
  const save = async () => {
    const saved = await desktop.call('files:save', { suggestedName: 'laptop.waypost-request', bytes: request });
    setFailure(saved.ok ? null : saved.failure);
  };
  const copy = async () => announce((await copyText(text)) ? t('copied') : t('offline.copyFailed'));
  return (
    <div className={css.part}>
      <p>{t('offline.words')}</p>
      <CheckWords words={words} label={t('offline.wordsLabel')} />
      <div className={css.handover}>
        <CodeSquare text={text} label={t('offline.square')} />
        <div className={css.part}>
          <ActionButton size="medium" onClick={() => void save()}>
            {t('offline.save')}
          </ActionButton>
          <ActionButton size="medium" onClick={() => void copy()}>
            {t('offline.copy')}
          </ActionButton>
        </div>
      </div>
      <p>{t('offline.squareWhat')}</p>
      <Problem text={failure === null ? null : failureText(failure)} />
    </div>
  );
}
