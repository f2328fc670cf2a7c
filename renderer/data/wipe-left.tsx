import { IconUsb } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailureText } from '../i18n/failure-text.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { Banner } from '../ui/banner.tsx';
import { CheckWords } from '../ui/check-words.tsx';
import { Panel } from '../ui/panel.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAsking } from '../ui/use-asking.ts';
import { useDataSession } from './data-context.tsx';
import { useWipeStatus, type WipeStatus } from './use-wipe-status.ts';
import css from './wipe-left.module.css';
import './words.ts';

/**
 * That this profile was wiped, on whose word, and what is left of it for the hub; nothing where that is over ([WP7]). A file that is
 * left is shown also where the note of its wipe cannot be read.
 */
export function WipeLeft() {
  const { t } = useTranslation('data');
  const { format } = useLocale();
  const [status, look] = useWipeStatus();
  const announce = useAnnounce();
  const { forget, isBusy, problem } = useForget(look);
  if (!status || (status.wiped === null && status.left.length === 0)) return null;
  const { wiped, left } = status;
  const when = wiped === null ? null : format.dateTime(wiped.at);
  const title = when === null ? t('wiped.label') : t(wiped?.by === 'hub' ? 'wiped.byHub' : 'wiped.byPerson', { when });
  const remove = async (id: number) => {
    if (await forget(id)) announce(t('wiped.removed'));
  };
  return (
    <section className={css.left} aria-label={t('wiped.label')}>
      <Banner tone="info" title={title}>
        {left.length === 0 ? t('wiped.nothing') : t('wiped.what')}
      </Banner>
      {wiped?.lacked === true && <Banner tone="bad">{t('wiped.lacked')}</Banner>}
      {left.map((one) => (
        <LeftFile key={one.id} file={one} isBusy={isBusy} onForget={() => void remove(one.id)} />
      ))}
      <Problem text={problem} />
      {left.length === 0 && (
        <div className={css.acts}>
          <ActionButton size="medium" disabled={isBusy} onClick={() => void forget(0)}>
            {t('wiped.seen')}
          </ActionButton>
        </div>
      )}
    </section>
  );
}

/** Removes a file that is left, or the note of a wipe that left none; answers whether that was done. */
function useForget(look: () => Promise<void>) {
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const forget = async (id: number): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    const done = await desktop.call('wipe:forget', { id });
    if (done.ok) await look();
    else setProblem(failureText(done.failure));
    setBusy(false);
    // What was pressed is gone: the keys are at the head of the screen.
    if (done.ok) document.querySelector<HTMLElement>('[data-screen-heading]')?.focus();
    return done.ok;
  };
  return { forget, isBusy, problem };
}

interface LeftFileProps {
  readonly file: WipeStatus['left'][number];
  readonly isBusy: boolean;
  onForget(): void;
}

/** One sealed file: how it gets to the hub, and its end once it is there. */
function LeftFile({ file, isBusy, onForget }: LeftFileProps) {
  const { t } = useTranslation('data');
  const { desktop } = useDataSession();
  const { format } = useLocale();
  const failureText = useFailureText();
  const [isSaved, setSaved] = useState(false);
  const { button, isAsking, ask, cancel } = useAsking();
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
      {isAsking ? (
        <SureToRemove isBusy={isBusy} onKeep={cancel} onRemove={onForget} />
      ) : (
        <div className={css.acts}>
          <ActionButton kind="primary" size="medium" icon={IconUsb} onClick={() => void save()}>
            {t('wiped.save')}
          </ActionButton>
          <ActionButton ref={button} size="medium" onClick={ask}>
            {t('wiped.arrived')}
          </ActionButton>
        </div>
      )}
    </Panel>
  );
}

interface SureToRemoveProps {
  readonly isBusy: boolean;
  onKeep(): void;
  onRemove(): void;
}

/** Buttons of their own, and the focus on the one that keeps: a key that is held, or the second half of a double click, removes nothing. */
function SureToRemove({ isBusy, onKeep, onRemove }: SureToRemoveProps) {
  const { t } = useTranslation('data');
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isBusy) keep.current?.focus();
  }, [isBusy]);
  return (
    <>
      <Banner tone="due" isNews>
        {t('wiped.sure')}
      </Banner>
      <div className={css.acts}>
        <ActionButton ref={keep} size="medium" disabled={isBusy} onClick={onKeep}>
          {t('wiped.keep')}
        </ActionButton>
        <ActionButton
          kind="danger"
          size="medium"
          disabled={isBusy}
          onClick={({ detail }) => {
            if (detail < 2) onRemove();
          }}
        >
          {t('wiped.remove')}
        </ActionButton>
      </div>
    </>
  );
}
