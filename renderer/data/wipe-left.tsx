import { IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../i18n/failure-text.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import { CheckWords } from '../ui/check-words.tsx';
import { Panel } from '../ui/panel.tsx';
import { Problem } from '../ui/problem.tsx';
import { useDataSession } from './data-context.tsx';
import { useWipeStatus, type WipeStatus } from './use-wipe-status.ts';
import css from './wipe-left.module.css';
import './words.ts';

/** That this laptop was wiped, on whose word, and what is left of it for the hub; nothing where that is over ([WP7]). */
export function WipeLeft() {
  const { t } = useTranslation('data');
  const { desktop } = useDataSession();
  const { format } = useLocale();
  const [status, look] = useWipeStatus();
  if (!status?.wiped) return null;
  const { wiped, left } = status;
  const when = format.dateTime(wiped.at);
  const forget = async (id: number) => {
    await desktop.call('wipe:forget', { id });
    await look();
  };
  return (
    <section className={css.left} aria-label={t('wiped.label')}>
      <Banner tone="info" title={t(wiped.by === 'hub' ? 'wiped.byHub' : 'wiped.byPerson', { when })}>
        {left.length === 0 ? t('wiped.nothing') : t('wiped.what')}
      </Banner>
      {left.map((one) => (
        <LeftFile key={one.id} file={one} onForget={() => forget(one.id)} />
      ))}
      {left.length === 0 && (
        <div className={css.acts}>
          <ActionButton size="medium" onClick={() => void forget(0)}>
            {t('wiped.seen')}
          </ActionButton>
        </div>
      )}
    </section>
  );
}

interface LeftFileProps {
  readonly file: WipeStatus['left'][number];
  onForget(): Promise<void>;
}

/** One sealed file: how it gets to the hub, and its end once it is there. */
function LeftFile({ file, onForget }: LeftFileProps) {
  const { t } = useTranslation('data');
  const { desktop } = useDataSession();
  const { format } = useLocale();
  const failureText = useFailureText();
  const [isSaved, setSaved] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    setProblem(null);
    const answer = await desktop.call('wipe:save', { id: file.id });
    if (!answer.ok) setProblem(failureText(answer.failure));
    else if (answer.value.saved) setSaved(true);
  };
  return (
    <Panel className={css.file}>
      <p>{t('wiped.file', { size: format.bytes(file.bytes) })}</p>
      <p>{t('wiped.hand')}</p>
      <CheckWords words={file.words} label={t('wiped.words')} />
      {isSaved && (
        <Banner tone="ok" isNews>
          {t('wiped.saved')}
        </Banner>
      )}
      <Problem text={problem} />
      {isAsking && <Banner tone="due">{t('wiped.sure')}</Banner>}
      <div className={css.acts}>
        {isAsking ? (
          <>
            <ActionButton size="medium" onClick={() => setAsking(false)}>
              {t('wiped.keep')}
            </ActionButton>
            <ActionButton kind="danger" size="medium" onClick={() => void onForget()}>
              {t('wiped.remove')}
            </ActionButton>
          </>
        ) : (
          <>
            <ActionButton kind="primary" size="medium" icon={IconUsb} onClick={() => void save()}>
              {t('wiped.save')}
            </ActionButton>
            <ActionButton size="medium" onClick={() => setAsking(true)}>
              {t('wiped.arrived')}
            </ActionButton>
          </>
        )}
      </div>
    </Panel>
  );
}
