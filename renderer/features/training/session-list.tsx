import { IconCalendarEvent } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { session } from '../../../shared/domain/training/session.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { titleOfEntry } from './course-title.ts';
import { SaveCalendar } from './lists/save-calendar.tsx';
import { SaveSessions } from './lists/save-sessions.tsx';
import { listedSession, sessionsLeaving } from './lists/session-calendar.ts';
import { VisibleName } from './person-name.tsx';
import css from './training.module.css';
import { TrainingTabs } from './training-tabs.tsx';

/** Every session on this laptop, what is on or coming first. */
export function SessionList() {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const sessions = useQuery(catalogueQuery({ type: 'session' })).data;
  useScreenTitle(t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label') }]} />
      <PageBody>
        <ListHead
          title={t('session.list')}
          end={
            sessions !== undefined &&
            sessions.length > 0 && (
              <>
                <SaveSessions sessions={inOrder(sessions)} />
                <AllForCalendar sessions={sessions} />
              </>
            )
          }
        >
          <TrainingTabs at="sessions" />
        </ListHead>
        {sessions?.length === 0 && (
          <EmptyState
            ofRecords
            icon={IconCalendarEvent}
            title={t('session.none')}
            action={{ label: t('tabs.courses'), onClick: () => void navigate({ to: '/training/courses' }) }}
          >
            {t('session.noneWhy')}
          </EmptyState>
        )}
        {sessions !== undefined && sessions.length > 0 && <SessionRows sessions={sessions} />}
      </PageBody>
    </>
  );
}

function AllForCalendar({ sessions }: { readonly sessions: readonly CatalogueEntry[] }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const courses = useCoursesById();
  const { may } = useProfile();
  const all = () =>
    sessions
      .filter(({ scope }) => may('read', session.type, scope))
      .map((entry) => ({
        session: listedSession(entry),
        title: titleOfEntry(courses.get(entry.parent), language) ?? { text: t('course.gone'), lang: language },
      }));
  return <SaveCalendar label={t('calendar.saveAll')} leaving={() => sessionsLeaving(t('calendar.file'), all())} />;
}

function useCoursesById(): ReadonlyMap<string, CatalogueEntry> {
  const courses = useQuery(catalogueQuery({ type: 'course' })).data;
  return useMemo(() => new Map((courses ?? []).map((entry) => [entry.id, entry])), [courses]);
}

type Phase = 'now' | 'coming' | 'past';

function phaseOf({ values }: CatalogueEntry, today: string): Phase {
  const start = String(values['start'] ?? '');
  if (start > today) return 'coming';
  return String(values['end'] ?? start) < today ? 'past' : 'now';
}

/** Sessions in order: what is on, what comes next, what is over, the latest first. */
export function SessionRows({ sessions }: { readonly sessions: readonly CatalogueEntry[] }) {
  const { t } = useTranslation('training');
  const { format, language } = useLocale();
  const navigate = useNavigate();
  const byId = useCoursesById();
  const today = new Date().toLocaleDateString('sv');
  const rows = useMemo(() => withPhases(sessions, today), [sessions, today]);
  return (
    <VirtualList
      label={t('session.list')}
      items={rows}
      keyOf={({ entry }) => entry.id}
      rowHeight={52}
      onOpen={({ entry }) =>
        void navigate({ to: '/training/sessions/$sessionId', params: { sessionId: entry.id } as never })
      }
      renderRow={({ entry, phase }) => {
        const title = titleOfEntry(byId.get(String(entry.values['course'] ?? '')), language);
        const reference = entry.values['reference'];
        return (
          <RowContent
            reference={typeof reference === 'string' ? reference : undefined}
            title={title?.text ?? t('course.gone')}
            lang={title?.lang}
            sub={
              <span className={css.facts}>
                <span>{daysText(format, entry.values['start'], entry.values['end'])}</span>
                {typeof entry.values['place'] === 'string' && <VisibleName name={entry.values['place']} />}
              </span>
            }
            end={
              phase === 'past' ? (
                t('phase.past')
              ) : (
                <Tag tone={phase === 'now' ? 'accent' : 'quiet'}>{t(`phase.${phase}`)}</Tag>
              )
            }
          />
        );
      }}
    />
  );
}

/** Sessions as the list shows them. */
function inOrder(sessions: readonly CatalogueEntry[]): readonly CatalogueEntry[] {
  return withPhases(sessions, new Date().toLocaleDateString('sv')).map(({ entry }) => entry);
}

function withPhases(sessions: readonly CatalogueEntry[], today: string) {
  const rank = { now: 0, coming: 1, past: 2 };
  const startOf = ({ values }: CatalogueEntry) => String(values['start'] ?? '');
  return sessions
    .map((entry) => ({ entry, phase: phaseOf(entry, today) }))
    .sort((a, b) => {
      if (a.phase !== b.phase) return rank[a.phase] - rank[b.phase];
      const later = startOf(a.entry) < startOf(b.entry) ? -1 : 1;
      return a.phase === 'past' ? -later : later;
    });
}
