import { IconCalendarOff, IconCheck } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Slot, slotAt } from '../../../shared/domain/training/attendance.ts';
import { dayParts } from '../../../shared/domain/training/attendance-mark.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RecordId } from '../../ui/record-id.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import css from './attendance.module.css';
import { AttendanceCounts } from './attendance-counts.tsx';
import { AttendanceFoot } from './attendance-foot.tsx';
import { AttendanceGrid, type GridHandle } from './attendance-grid.tsx';
import { CodeBox } from './codes/code-box.tsx';
import { countMarks } from './count-marks.ts';
import { textOfCourse } from './course-title.ts';
import { VisibleName } from './person-name.tsx';
import { SessionGate } from './session-gate.tsx';
import { SlotSwitch } from './slot-switch.tsx';
import { useAttendance } from './use-attendance.ts';
import type { OpenSession } from './use-session.ts';
import { WalkInBox } from './walk-in-box.tsx';

/** Who is here: forty people in a few minutes, with keys or a finger, and no network. */
export function AttendanceScreen() {
  return (
    <SessionGate asks={['create', 'attendance-mark']}>
      {(open) =>
        open.days.length === 0 ? (
          <NoDays session={open.session} />
        ) : (
          <LiveAttendance key={open.session.id} open={open} />
        )
      }
    </SessionGate>
  );
}

/** A session whose days are not set has no half day to mark. */
function NoDays({ session }: { readonly session: OpenSession['session'] }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const navigate = useNavigate();
  const edit = {
    label: t('attendance.setDays'),
    onClick: () => void navigate({ to: `/training/sessions/${session.id}/edit` }),
  };
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/training' }]} />
      <ScreenHeading size="unseen">{t('attendance.noDays')}</ScreenHeading>
      <EmptyState
        icon={IconCalendarOff}
        title={t('attendance.noDays')}
        action={may('edit', 'session', session.scope) ? edit : undefined}
      >
        {t('attendance.noDaysWhy')}
      </EmptyState>
    </>
  );
}

function LiveAttendance({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const { session, days } = open;
  const asked = useSearch({ strict: false }) as Partial<Slot>;
  const [slot, setSlot] = useState<Slot>(
    () => slotOf(days, asked) ?? slotAt(days, session.timeZone, Date.now()) ?? { day: days[0] ?? '', part: 'morning' },
  );
  return (
    <SlotAttendance
      key={`${slot.day} ${slot.part}`}
      open={open}
      slot={slot}
      onSlot={setSlot}
      onDone={() => void navigate({ to: '/training/sessions/$sessionId', params: { sessionId: session.id } as never })}
      label={t('attendance.list')}
    />
  );
}

/** The half day that the address names, when it is one of the session. */
function slotOf(days: readonly string[], { day, part }: Partial<Slot>): Slot | null {
  const known = dayParts.find((each) => each === part);
  return day !== undefined && known !== undefined && days.includes(day) ? { day, part: known } : null;
}

interface SlotAttendanceProps {
  readonly open: OpenSession;
  readonly slot: Slot;
  readonly label: string;
  onSlot(slot: Slot): void;
  onDone(): void;
}

function SlotAttendance({ open, slot, label, onSlot, onDone }: SlotAttendanceProps) {
  const grid = useRef<GridHandle>(null);
  const attendance = useAttendance(open, slot);
  const { roster } = open;
  const states = useMemo(() => roster.map(({ person }) => attendance.markOf(person.id).state), [roster, attendance]);
  const counts = useMemo(() => countMarks(states), [states]);
  return (
    <div className={css.screen}>
      <AttendanceHead open={open} slot={slot} savedAt={attendance.savedAt}>
        <SlotSwitch days={open.days} slot={slot} onSlot={onSlot} />
        <WalkInBox
          open={open}
          onFound={(person) => grid.current?.show(person)}
          onWalkIn={async (who) => {
            const person = await attendance.walkIn(who);
            if (person !== null) grid.current?.show(person);
          }}
        />
        <CodeBox open={open} attendance={attendance} onFound={(person) => grid.current?.reveal(person)} />
      </AttendanceHead>
      <AttendanceCounts counts={counts} total={roster.length} />
      <AttendanceGrid ref={grid} label={label} roster={roster} attendance={attendance} />
      <AttendanceFoot roster={roster} attendance={attendance} counts={counts} onDone={onDone} />
    </div>
  );
}

interface AttendanceHeadProps {
  readonly open: OpenSession;
  readonly slot: Slot;
  readonly savedAt: number | null;
  readonly children: React.ReactNode;
}

function AttendanceHead({ open: { session, course }, slot, savedAt, children }: AttendanceHeadProps) {
  const { t } = useTranslation('training');
  const { format, language } = useLocale();
  const title = course ? textOfCourse(course, 'title', language) : null;
  useScreenTitle(t('attendance.title'), title?.text);
  return (
    <header className={css.head}>
      <div>
        <div className={css.title}>
          <ScreenHeading>
            {slot.part === 'morning'
              ? t('attendance.morning', { day: dayText(format, slot.day, 'short') })
              : t('attendance.afternoon', { day: dayText(format, slot.day, 'short') })}
          </ScreenHeading>
          {session.marking && <TlpChip level={session.marking} />}
        </div>
        <div className={css.facts}>
          {title && <VisibleName name={title.text} />}
          {session.reference !== undefined && <RecordId>{session.reference}</RecordId>}
          {session.place !== undefined && <VisibleName name={session.place} />}
          {savedAt !== null && (
            <span className={css.saved}>
              <IconCheck size={14} stroke={2} aria-hidden="true" />
              {t('attendance.saved', { time: format.timeWithSeconds(savedAt) })}
            </span>
          )}
        </div>
      </div>
      {children}
    </header>
  );
}
