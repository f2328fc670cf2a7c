import { IconCalendarEvent, IconChecklist, IconUsers } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { tlpLevels } from '../../../shared/domain/tlp.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Blade } from '../../ui/blade.tsx';
import { contentLanguage } from '../../ui/content-language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RecordId } from '../../ui/record-id.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { useLetterKey } from '../../ui/use-letter-key.ts';
import css from './home-today.module.css';
import { VisibleName } from './person-name.tsx';
import { type HomeSession, type SlotProgress, useSessionProgress, useTodaysSessions } from './use-todays-sessions.ts';

/** The session that is on today, with the one big button; else the next one. */
export function HomeToday() {
  const sessions = useTodaysSessions();
  if (sessions === undefined) return null;
  const [first, ...others] = sessions.now;
  if (first === undefined) return <NoSession next={sessions.next} />;
  return (
    <>
      <TodayCard session={first} />
      {others.length > 0 && <AlsoToday sessions={others} />}
    </>
  );
}

function TodayCard({ session: { entry, title } }: { readonly session: HomeSession }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const progress = useSessionProgress(entry);
  const { reference, place, marking } = entry.values;
  const level = tlpLevels.find((known) => known === marking);
  const take = () => void navigate({ to: `/training/sessions/${entry.id}/attendance` });
  useLetterKey('KeyA', take);
  const current = progress?.today.find(({ isNow }) => isNow);
  return (
    <section aria-labelledby="home-today" className={css.card}>
      <div className={css.line}>
        <Blade tone="now" height={24} width={58}>
          {t('home.now')}
        </Blade>
        {current && <b>{t(`part.${current.slot.part}`)}</b>}
        {progress && <span className={css.meta}>{t('home.dayOf', { day: progress.day, days: progress.days })}</span>}
        {level && (
          <span className={css.end}>
            <TlpChip level={level} />
          </span>
        )}
      </div>
      <h2 id="home-today" className={css.title}>
        <bdi {...contentLanguage(title?.lang)}>{title?.text ?? t('course.untitled')}</bdi>
      </h2>
      <p className={css.facts}>
        {progress && <span>{t('home.people', { count: progress.enrolled })}</span>}
        {typeof reference === 'string' && <RecordId>{reference}</RecordId>}
        {typeof place === 'string' && <VisibleName name={place} />}
        {current && <span>{t('home.marked', { marked: current.marked, total: progress?.enrolled ?? 0 })}</span>}
      </p>
      <div className={css.acts}>
        <button type="button" className={css.take} aria-keyshortcuts="A" onClick={take}>
          <IconChecklist size={26} stroke={1.7} className="wp-mirror" aria-hidden="true" />
          {t('attendance.take')}
          <Kbd inverse>A</Kbd>
        </button>
        <ActionButton
          size="field"
          icon={IconUsers}
          onClick={() => void navigate({ to: `/training/sessions/${entry.id}` })}
        >
          {t('home.roster')}
        </ActionButton>
      </div>
      {progress && (
        <ol className={css.trail} aria-label={t('home.today')}>
          {progress.today.map((slot, at) => (
            <SlotPost key={slot.slot.part} number={at + 1} session={entry.id} slot={slot} total={progress.enrolled} />
          ))}
        </ol>
      )}
    </section>
  );
}

interface SlotPostProps {
  readonly number: number;
  readonly session: string;
  readonly slot: SlotProgress;
  readonly total: number;
}

function SlotPost({ number, session, slot: { slot, isNow, marked }, total }: SlotPostProps) {
  const { t } = useTranslation('training');
  const isDone = total > 0 && marked >= total;
  return (
    <li className={css.post} aria-current={isNow ? 'time' : undefined}>
      <Blade tone={isNow ? 'now' : isDone ? 'done' : 'hollow'}>{number}</Blade>
      <Link
        to={`/training/sessions/${session}/attendance`}
        search={{ day: slot.day, part: slot.part } as never}
        className={css.slot ?? ''}
      >
        {t(`part.${slot.part}`)}
      </Link>
      <span className={css.meta}>
        {marked === 0 ? t('attendance.nothingYet') : t('home.marked', { marked, total })}
      </span>
    </li>
  );
}

function AlsoToday({ sessions }: { readonly sessions: readonly HomeSession[] }) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  return (
    <section aria-labelledby="home-also">
      <SectionHead id="home-also" title={t('home.also')} count={sessions.length} />
      <Panel>
        {sessions.map(({ entry, title }) => (
          <ListRow
            key={entry.id}
            field
            reference={typeof entry.values['reference'] === 'string' ? entry.values['reference'] : undefined}
            title={title?.text ?? t('course.untitled')}
            lang={title?.lang}
            onOpen={() => void navigate({ to: `/training/sessions/${entry.id}` })}
          />
        ))}
      </Panel>
    </section>
  );
}

function NoSession({ next }: { readonly next: HomeSession | null }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const navigate = useNavigate();
  if (next === null) {
    return (
      <EmptyState
        ofRecords
        icon={IconCalendarEvent}
        title={t('home.none')}
        action={{ label: t('tabs.courses'), onClick: () => void navigate({ to: '/training/courses' }) }}
      >
        {t('session.noneWhy')}
      </EmptyState>
    );
  }
  const { entry, title } = next;
  return (
    <section aria-labelledby="home-next">
      <SectionHead id="home-next" title={t('home.next')} meta={t('home.noneToday')} />
      <Panel>
        <ListRow
          field
          reference={typeof entry.values['reference'] === 'string' ? entry.values['reference'] : undefined}
          title={title?.text ?? t('course.untitled')}
          lang={title?.lang}
          sub={daysText(format, entry.values['start'], entry.values['end'])}
          onOpen={() => void navigate({ to: `/training/sessions/${entry.id}` })}
        />
      </Panel>
    </section>
  );
}
