import { IconCalendarDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../../shared/base/bytes.ts';
import type { TlpLevel } from '../../../../shared/domain/tlp.ts';
import { fileNameOf } from '../../../data/file-name.ts';
import { LeavingDialog } from '../../../data/leaving-dialog.tsx';
import { pageClock } from '../../../data/page-ports.ts';
import { useSaveFile } from '../../../data/use-save-file.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import css from '../training.module.css';

export interface CalendarLeaving {
  /** What the file is called before its mark. */
  readonly name: string;
  /** How many sessions or placements are in it, and how many people these name. */
  readonly listed: number;
  readonly people: number;
  /** The strictest mark of what is in it. */
  readonly marking: TlpLevel | null;
  /** The file as it stands at an instant. */
  text(now: number): string;
}

interface SaveCalendarProps {
  readonly label: string;
  /** Gathered when somebody asks. */
  leaving(): CalendarLeaving;
}

/** Saves what other calendars take in, after it was said what leaves ([IC5]). */
export function SaveCalendar({ label, leaving }: SaveCalendarProps) {
  const [asked, setAsked] = useState<CalendarLeaving | null>(null);
  return (
    <>
      <ActionButton icon={IconCalendarDown} onClick={() => setAsked(leaving())}>
        {label}
      </ActionButton>
      {asked && <CalendarDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function CalendarDialog({ name, listed, people, marking, text, onClose }: CalendarLeaving & { onClose(): void }) {
  const { t } = useTranslation('training');
  const save = useSaveFile();
  const ics = {
    label: t('calendar.ics'),
    save: () => save(`${fileNameOf([name, marking ?? ''].join(' '))}.ics`, utf8(text(pageClock.now()))),
  };
  return (
    <LeavingDialog people={people} marking={marking} forms={listed === 0 ? [] : [ics]} onClose={onClose}>
      <p>{listed === 0 ? t('calendar.empty') : t('calendar.count', { count: listed })}</p>
      <p className={css.quiet}>{t('calendar.tells')}</p>
    </LeavingDialog>
  );
}
