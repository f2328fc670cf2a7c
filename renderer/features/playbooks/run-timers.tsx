import { IconHourglass, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunTimer } from '../../../shared/domain/run-progress.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { useLetterKey } from '../../ui/use-letter-key.ts';
import css from './run.module.css';
import { RunDialog } from './run-dialog.tsx';
import { useNow } from './use-now.ts';
import type { OpenRun } from './use-run.ts';
import type { RunActions } from './use-run-actions.ts';

interface RunTimersProps {
  readonly open: OpenRun;
  readonly actions: RunActions;
}

/** What is waited for, and how much longer: the same on every laptop, however long its lid was closed ([RN7]). */
export function RunTimers({ open: { progress }, actions }: RunTimersProps) {
  const { t } = useTranslation('playbooks');
  const [isSetting, setSetting] = useState(false);
  const { timers, finished } = progress;
  const now = useNow(timers.length > 0);
  useLetterKey('KeyC', () => finished === null && setSetting(true));
  if (finished !== null) return null;
  return (
    <>
      {timers.length > 0 && (
        <ul className={css.timers} aria-label={t('run.timers')}>
          {timers.map((timer) => (
            <Timer
              key={timer.id}
              timer={timer}
              now={now}
              onStop={() => void actions.note('timer-stopped', { timer: timer.id })}
            />
          ))}
        </ul>
      )}
      <ActionButton
        size="medium"
        icon={IconHourglass}
        keys="C"
        className={css.headButton}
        onClick={() => setSetting(true)}
      >
        {t('run.timer')}
      </ActionButton>
      {isSetting && <TimerDialog actions={actions} onClose={() => setSetting(false)} />}
    </>
  );
}

interface TimerProps {
  readonly timer: RunTimer;
  readonly now: number;
  onStop(): void;
}

function Timer({ timer: { label, until }, now, onStop }: TimerProps) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const announce = useAnnounce();
  const isOver = until <= now;
  const name = label === '' ? t('run.timer') : label;
  // Said once, when it happens before somebody's eyes: whoever comes later sees it.
  const wasRunning = useRef(!isOver);
  useEffect(() => {
    if (!isOver || !wasRunning.current) return;
    wasRunning.current = false;
    announce(t('run.timerOver', { label: name }));
  }, [isOver, announce, t, name]);
  return (
    <li className={`${css.timer} ${isOver ? css.timerOver : ''}`}>
      <IconHourglass size={22} stroke={iconStroke} aria-hidden="true" />
      <div>
        <bdi className={css.timerLabel}>{isOver ? t('run.timerOver', { label: name }) : name}</bdi>
        <time dir="ltr" className={css.clock}>
          {isOver && '+'}
          {format.duration(Math.abs(until - now))}
        </time>
      </div>
      <button type="button" aria-label={t('run.timerStop', { label: name })} onClick={onStop}>
        <IconX size={18} stroke={2} aria-hidden="true" />
      </button>
    </li>
  );
}

/** Lengths that are asked for most, in minutes. */
const usual = [5, 10, 15, 30];
/** A day; what is longer is a date. */
const longest = 24 * 60;

function TimerDialog({ actions, onClose }: Pick<RunTimersProps, 'actions'> & { onClose(): void }) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const [label, setLabel] = useState('');
  const [minutes, setMinutes] = useState('10');
  const length = Number(minutes);
  const isGood = Number.isFinite(length) && length > 0 && length <= longest;
  const start = async () => {
    if (!isGood) return;
    const until = Date.now() + Math.round(length * 60_000);
    if (await actions.note('timer-set', { text: label.trim(), until })) onClose();
  };
  return (
    <RunDialog
      title={t('run.timer')}
      act={t('run.timerStart')}
      icon={IconHourglass}
      disabled={!isGood || actions.saving}
      onSend={start}
      onClose={onClose}
    >
      <FormField
        label={t('run.timerFor')}
        hint={t('run.timerHint')}
        maxLength={200}
        autoFocus
        value={label}
        onChange={setLabel}
      />
      <FormField label={t('run.timerMinutes')} type="number" value={minutes} onChange={setMinutes} />
      <div className={css.usual}>
        {usual.map((each) => (
          <ActionButton key={each} size="medium" onClick={() => setMinutes(String(each))}>
            {format.number(each)}
          </ActionButton>
        ))}
      </div>
    </RunDialog>
  );
}
