import {
  IconCalendarEvent,
  IconCertificate,
  IconChecklist,
  IconClipboardCheck,
  IconClock,
  IconCoins,
  IconFileImport,
  IconMapPin,
  IconPencil,
  IconUsers,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hoursOf } from '../../../shared/domain/training/session-calendar.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenCommands } from '../../ui/screen-commands.ts';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { crumbOfCourse, textOfCourse } from './course-title.ts';
import { CellsLegend, DayCells } from './day-cells.tsx';
import { SaveRoster } from './lists/save-roster.tsx';
import { SaveStatements } from './lists/save-statements.tsx';
import { VisibleName } from './person-name.tsx';
import { usePrerequisites } from './prerequisites/use-prerequisites.ts';
import { RosterList } from './roster-list.tsx';
import { RosterPerson } from './roster-person.tsx';
import { SessionGate } from './session-gate.tsx';
import { SessionPane } from './session-pane.tsx';
import { StartReview } from './start-review.tsx';
import css from './training.module.css';
import type { OpenSession } from './use-session.ts';

/** One session: its days at a glance, its roster, and the way to the attendance. */
export function SessionScreen() {
  return <SessionGate>{(open) => <OpenedSession open={open} />}</SessionGate>;
}

function OpenedSession({ open }: { readonly open: OpenSession }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const navigate = useNavigate();
  const { session, roster } = open;
  const [shown, setShown] = useState<string | null>(null);
  const prerequisites = usePrerequisites(open);
  const mayMark = may('create', 'attendance-mark', session.scope);
  const go = (path: string) => void navigate({ to: `/training/sessions/${session.id}/${path}` });
  return (
    <>
      <SessionHead open={open} mayMark={mayMark} onGo={go} />
      <SidePane label={t('session.more')} width={360} pane={<SessionPane open={open} />}>
        <PageBody>
          {roster.length > 0 && (
            <section>
              <DayCells open={open} />
              <CellsLegend open={open} />
            </section>
          )}
          <section className={css.fill}>
            <SectionHead
              title={t('roster.title')}
              count={roster.length}
              meta={<RosterFacts open={open} lacking={prerequisites.lacking} />}
            >
              <RosterActs open={open} mayMark={mayMark} onGo={go} />
            </SectionHead>
            {roster.length === 0 ? (
              <EmptyState
                icon={IconUsers}
                title={t('roster.none')}
                action={mayMark ? { label: t('roster.import'), onClick: () => go('import') } : undefined}
              >
                {t('roster.noneWhy')}
              </EmptyState>
            ) : (
              <RosterList open={open} prerequisites={prerequisites} onOpen={setShown} />
            )}
          </section>
        </PageBody>
      </SidePane>
      <RosterPerson
        open={open}
        prerequisites={prerequisites}
        person={shown}
        mayEdit={mayMark}
        onClose={() => setShown(null)}
      />
    </>
  );
}

interface SessionHeadProps {
  readonly open: OpenSession;
  readonly mayMark: boolean;
  onGo(path: string): void;
}

function SessionHead({ open: { session, course, roster, days }, mayMark, onGo }: SessionHeadProps) {
  const { t } = useTranslation('training');
  const { format, language } = useLocale();
  const title = course ? textOfCourse(course, 'title', language) : null;
  useScreenTitle(title?.text ?? t('course.gone'), session.reference, t('rail.label'));
  const canTake = roster.length > 0 && days.length > 0;
  useSessionCommands({ mayMark, canTake, onGo });
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/training' },
          crumbOfCourse(course, title, t('course.gone')),
          session.reference === undefined
            ? { label: daysText(format, session.start, session.end) }
            : { label: session.reference, isId: true },
        ]}
      />
      <RecordHeader
        title={title?.text ?? t('course.gone')}
        lang={title?.lang}
        tlp={session.marking}
        actions={<SessionActions session={session} mayMark={mayMark} canTake={canTake} onGo={onGo} />}
      >
        <SessionFacts session={session} />
      </RecordHeader>
    </>
  );
}

function SessionFacts({ session }: Pick<OpenSession, 'session'>) {
  const { format } = useLocale();
  const hours = hoursOf(session);
  return (
    <>
      <RecordFact icon={IconCalendarEvent}>{daysText(format, session.start, session.end)}</RecordFact>
      {hours && (
        <RecordFact icon={IconClock}>
          <bdi dir="ltr">{`${hours.opens}–${hours.closes} ${session.timeZone ?? ''}`.trim()}</bdi>
        </RecordFact>
      )}
      {session.place !== undefined && (
        <RecordFact icon={IconMapPin}>
          <VisibleName name={session.place} />
        </RecordFact>
      )}
      {(session.instructors ?? []).length > 0 && (
        <RecordFact icon={IconUsers}>
          <bdi>{format.list(session.instructors ?? [])}</bdi>
        </RecordFact>
      )}
    </>
  );
}

interface SessionActionsProps extends Pick<SessionHeadProps, 'mayMark' | 'onGo'> {
  readonly session: OpenSession['session'];
  readonly canTake: boolean;
}

function SessionActions({ session, mayMark, canTake, onGo }: SessionActionsProps) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const isHeld = mayMark && canTake;
  const mayAssess = isHeld && may('create', 'assessment-mark', session.scope);
  const mayIssue = isHeld && may('create', 'certificate', session.scope);
  return (
    <>
      {mayMark && (
        <ActionButton size="medium" icon={IconPencil} onClick={() => onGo('edit')}>
          {t('form.edit')}
        </ActionButton>
      )}
      {mayAssess && (
        <ActionButton size="medium" icon={IconClipboardCheck} onClick={() => onGo('assessment')}>
          {t('assessment.open')}
        </ActionButton>
      )}
      {mayIssue && (
        <ActionButton size="medium" icon={IconCertificate} onClick={() => onGo('certificates')}>
          {t('tabs.certificates')}
        </ActionButton>
      )}
      {may('read', 'cost-entry', session.scope) && (
        <ActionButton size="medium" icon={IconCoins} onClick={() => onGo('costs')}>
          {t('cost.title')}
        </ActionButton>
      )}
      {mayMark && <StartReview of="session" record={session} />}
      {isHeld && (
        <ActionButton size="medium" kind="primary" icon={IconChecklist} mirrorIcon onClick={() => onGo('attendance')}>
          {t('attendance.take')}
        </ActionButton>
      )}
    </>
  );
}

/** What the palette offers on this screen. */
function useSessionCommands({
  mayMark,
  canTake,
  onGo,
}: Pick<SessionHeadProps, 'mayMark' | 'onGo'> & { canTake: boolean }) {
  const { t } = useTranslation('training');
  const take = { id: 'take', icon: IconChecklist, label: () => t('attendance.take'), run: () => onGo('attendance') };
  useScreenCommands(
    mayMark
      ? [
          ...(canTake ? [take] : []),
          { id: 'import', icon: IconFileImport, label: () => t('roster.import'), run: () => onGo('import') },
          { id: 'edit', icon: IconPencil, label: () => t('session.edit'), run: () => onGo('edit') },
        ]
      : [],
  );
}

/** What is done with the whole roster. */
function RosterActs({ open, mayMark, onGo }: SessionHeadProps) {
  const { t } = useTranslation('training');
  if (open.roster.length === 0) return null;
  return (
    <>
      {mayMark && (
        <ActionButton icon={IconFileImport} onClick={() => onGo('import')}>
          {t('roster.import')}
        </ActionButton>
      )}
      <SaveRoster open={open} />
      <SaveStatements open={open} />
    </>
  );
}

interface RosterFactsProps {
  readonly open: OpenSession;
  /** How many lack something that nobody decided on. */
  readonly lacking: number;
}

function RosterFacts({ open: { session, roster }, lacking }: RosterFactsProps) {
  const { t } = useTranslation('training');
  const isFull = session.seats !== undefined && roster.length > session.seats;
  return (
    <>
      {session.seats !== undefined && (
        <span className={isFull ? css.problem : undefined}>{t('roster.seats', { count: session.seats })}</span>
      )}
      {lacking > 0 && <Tag tone="due">{t('before.lacking', { count: lacking })}</Tag>}
    </>
  );
}
