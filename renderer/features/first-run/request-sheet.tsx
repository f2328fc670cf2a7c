import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fileAsText, openEnrolmentRequest } from '../../../shared/protocol/enrolment-request.ts';
import { useDataSession } from '../../data/data-context.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { CheckWords } from '../../ui/check-words.tsx';
import { CodeSquare } from '../../ui/code-square.tsx';
import { copyText } from '../../ui/copy-text.ts';
import css from './first-run.module.css';

/** The request of this laptop, as a file, as text and as a square, and the words by which the coordinator knows it. */
export function RequestSheet({ request }: { readonly request: Uint8Array }) {
  const { t } = useTranslation('first-run');
  const { desktop } = useDataSession();
  const announce = useAnnounce();
  const text = useMemo(() => fileAsText(request), [request]);
  const words = useMemo(() => {
    const opened = openEnrolmentRequest(request);
    return opened.ok ? opened.value.words : [];
  }, [request]);
  const save = () => desktop.call('files:save', { suggestedName: 'laptop.waypost-request', bytes: request });
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
          <ActionButton
            size="medium"
            onClick={() => void copyText(text).then((copied) => announce(copied ? t('copied') : text))}
          >
            {t('offline.copy')}
          </ActionButton>
        </div>
      </div>
    </div>
  );
}
