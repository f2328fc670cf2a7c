import { Modal } from '@mantine/core';
import { IconCheck, IconClockPlay, IconFileText, IconFlag, IconTransfer } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { PlainText } from '../../ui/plain-text.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import css from './run.module.css';
import { RunTimers } from './run-timers.tsx';
import { useNow } from './use-now.ts';
import type { OpenRun } from './use-run.ts';
import type { RunActions } from './use-run-actions.ts';

export interface RunHeadProps {
  readonly open: OpenRun;
  readonly actions: RunActions;
}

/** What runs, where, when it was last saved, how long it has taken; and its end. */
export function RunHead({ open, actions }: RunHeadProps) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const [isFinishing, setFinishing] = useState(false);
  const [isHandingOver, setHandingOver] = useState(false);
  const { run, progress, playbook } = open;
  const toReport = () => void navigate({ to: '/runs/$runId/report', params: { runId: run.id } as never });
  const marking = playbook?.playbook.marking;
  const leader = progress.leaders.at(-1);
  return (
    <header className={css.head}>
      <div className={css.headText}>
        <div className={css.headTitle}>
          <ScreenHeading lang={run.language}>
            <PlainText text={run.playbookTitle ?? ''} lang={run.language} />
          </ScreenHeading>
          {marking && <TlpChip level={marking} />}
        </div>
        <div className={css.headLine}>
          {run.place && <bdi>{run.place}</bdi>}
          {run.releaseNumber && <span>{t('reader.release', { number: run.releaseNumber })}</span>}
          {leader !== undefined && (
            <span>
              {t('run.inCharge')} <bdi className={css.leader}>{leader.name}</bdi>
            </span>
          )}
          <SavedMark open={open} actions={actions} />
        </div>
      </div>
      <Elapsed from={run.startedAt ?? null} until={progress.finished?.at ?? null} />
      <RunTimers open={open} actions={actions} />
      <RunActs
        isFinished={progress.finished !== null}
        onHandOver={() => setHandingOver(true)}
        onFinish={() => setFinishing(true)}
        onReport={toReport}
      />
      {isHandingOver && <HandOverDialog open={open} actions={actions} onClose={() => setHandingOver(false)} />}
      <FinishDialog
        isOpen={isFinishing}
        open={progress.total - progress.settled}
        onClose={() => setFinishing(false)}
        onFinish={async () => {
          if (await actions.note('finished', {})) toReport();
        }}
      />
    </header>
  );
}

interface RunActsProps {
  readonly isFinished: boolean;
  onHandOver(): void;
  onFinish(): void;
  onReport(): void;
}

/** What is done with the run as a whole. */
function RunActs({ isFinished, onHandOver, onFinish, onReport }: RunActsProps) {
  const { t } = useTranslation('playbooks');
  if (isFinished) {
    return (
      <ActionButton kind="primary" size="medium" icon={IconFileText} className={css.headButton} onClick={onReport}>
        {t('run.report')}
      </ActionButton>
    );
  }
  return (
    <>
      <ActionButton size="medium" icon={IconTransfer} mirrorIcon className={css.headButton} onClick={onHandOver}>
        {t('run.handOver')}
      </ActionButton>
      <ActionButton size="medium" icon={IconFlag} className={css.headButton} onClick={onFinish}>
        {t('run.finish')}
      </ActionButton>
    </>
  );
}

/** Says "saved" with the time only of what is on this disk. */
function SavedMark({ open: { events }, actions }: RunHeadProps) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const last = events.reduce<number | null>(
    (latest, { at }) => (at === undefined ? latest : Math.max(latest ?? 0, at)),
    null,
  );
  return (
    <span role="status" className={css.saved}>
      {actions.failed ? (
        <b className={css.notSaved}>{t('run.notSaved')}</b>
      ) : actions.saving ? (
        t('run.saving')
      ) : last !== null ? (
        <>
          <IconCheck size={15} stroke={2} aria-hidden="true" />
          <span className="wp-num">{t('run.saved', { time: format.timeWithSeconds(last) })}</span>
        </>
      ) : null}
    </span>
  );
}

function Elapsed({ from, until }: { readonly from: number | null; readonly until: number | null }) {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const now = useNow(until === null);
  if (from === null) return null;
  return (
    <div className={css.elapsed}>
      <IconClockPlay size={22} stroke={iconStroke} aria-hidden="true" />
      <div>
        <div className={css.elapsedLabel}>{t('run.since')}</div>
        <time dir="ltr" className={css.clock}>
          {format.duration((until ?? now) - from)}
        </time>
      </div>
    </div>
  );
}

interface FinishDialogProps {
  readonly isOpen: boolean;
  /** Steps still to do. */
  readonly open: number;
  onClose(): void;
  onFinish(): Promise<void>;
}

function FinishDialog({ isOpen, open, onClose, onFinish }: FinishDialogProps) {
  const { t } = useTranslation('playbooks');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      centered
      title={open === 0 ? t('run.finishConfirmAll') : t('run.finishConfirm', { count: open })}
      closeButtonProps={{ 'aria-label': t('run.keep') }}
    >
      <p>{t('run.finishWhy')}</p>
      <div className={css.dialogButtons}>
        <ActionButton size="field" onClick={onClose}>
          {t('run.keep')}
        </ActionButton>
        <ActionButton kind="primary" size="field" icon={IconFlag} onClick={() => void onFinish()}>
          {t('run.finish')}
        </ActionButton>
      </div>
    </Modal>
  );
}
