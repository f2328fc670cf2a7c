import { Modal } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attendanceStates } from '../../../shared/domain/training/attendance-mark.ts';
import type { RosterRow } from '../../../shared/domain/training/roster.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import css from './attendance.module.css';
import type { MarkCounts } from './count-marks.ts';
import { markWord } from './mark-words.tsx';
import { PersonName } from './person-name.tsx';
import type { Attendance } from './use-attendance.ts';

interface AttendanceFootProps {
  readonly roster: readonly RosterRow[];
  readonly attendance: Attendance;
  readonly counts: MarkCounts;
  onDone(): void;
}

/** What the keys do, undo, the rest at once, and the summary at the end. */
export function AttendanceFoot(props: AttendanceFootProps) {
  const { roster, attendance, counts } = props;
  const { t } = useTranslation('training');
  const [asking, setAsking] = useState<'rest' | 'summary' | null>(null);
  const close = () => setAsking(null);
  const markRest = () => {
    close();
    const rest = roster.filter(({ person }) => attendance.markOf(person.id).state === null);
    void attendance.mark(
      rest.map(({ person }) => person.id),
      'present',
    );
  };
  return (
    <footer className={css.foot}>
      <span className={css.keys}>
        <Kbd>{t('keys.space')}</Kbd> {t('keys.next')}
      </span>
      <span className={css.keys}>
        <Kbd>P L A E</Kbd> {t('keys.set')}
      </span>
      <span className={css.keys}>
        <Kbd>↑ ↓</Kbd> {t('keys.move')}
      </span>
      <div className={css.acts}>
        <ActionButton
          size="field"
          icon={IconArrowBackUp}
          mirrorIcon
          disabled={attendance.undo === null}
          onClick={() => void attendance.undo?.()}
        >
          {t('attendance.undo')}
        </ActionButton>
        {counts.open > 0 && (
          <ActionButton size="field" onClick={() => setAsking('rest')}>
            {t('attendance.rest', { count: counts.open })}
          </ActionButton>
        )}
        <ActionButton size="field" kind="primary" icon={IconCheck} onClick={() => setAsking('summary')}>
          {t('attendance.check')}
        </ActionButton>
      </div>
      <Modal
        opened={asking === 'rest'}
        onClose={close}
        centered
        title={t('attendance.restConfirm', { count: counts.open })}
        closeButtonProps={{ 'aria-label': t('form.cancel') }}
      >
        <p>{t('attendance.restWhy')}</p>
        <div className={css.dialogButtons}>
          <ActionButton size="field" onClick={close}>
            {t('form.cancel')}
          </ActionButton>
          <ActionButton size="field" kind="primary" icon={IconCheck} onClick={markRest}>
            {t('attendance.rest', { count: counts.open })}
          </ActionButton>
        </div>
      </Modal>
      <Summary {...props} isOpen={asking === 'summary'} onClose={close} />
    </footer>
  );
}

interface SummaryProps extends AttendanceFootProps {
  readonly isOpen: boolean;
  onClose(): void;
}

function Summary({ roster, attendance, counts, isOpen, onClose, onDone }: SummaryProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const marked = roster.map((row) => ({ row, mark: attendance.markOf(row.person.id) }));
  const differing = marked.filter(({ mark }) => (mark.shown?.differing.length ?? 0) > 0);
  const exceptions = marked.filter(({ mark }) => mark.state !== 'present' && mark.state !== null);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      centered
      size="lg"
      title={t('summary.title')}
      closeButtonProps={{ 'aria-label': t('summary.back') }}
    >
      <p className={css.summaryCounts}>
        {format.list(attendanceStates.map((state) => `${markWord(t, state)} ${format.number(counts[state])}`))}
      </p>
      {counts.open > 0 && <Banner tone="due">{t('summary.open', { count: counts.open })}</Banner>}
      {differing.length > 0 && <Banner tone="due">{t('summary.differing', { count: differing.length })}</Banner>}
      <ul className={css.exceptions}>
        {exceptions.map(({ row, mark }) => (
          <li key={row.person.id}>
            <PersonName person={row.person} /> <b data-mark={mark.state ?? 'open'}>{markWord(t, mark.state)}</b>
          </li>
        ))}
      </ul>
      <div className={css.dialogButtons}>
        <ActionButton size="field" onClick={onClose}>
          {t('summary.back')}
        </ActionButton>
        <ActionButton size="field" kind="primary" icon={IconCheck} onClick={onDone}>
          {t('summary.done')}
        </ActionButton>
      </div>
    </Modal>
  );
}
