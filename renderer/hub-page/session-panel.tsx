import { IconDevices } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MySessions } from '../../shared/coordinator/sessions-contract.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import { ListRow } from '../ui/list-row.tsx';
import { Panel } from '../ui/panel.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import { Tag } from '../ui/tag.tsx';
import { callHub } from './hub-api.ts';
import { sessionsKey, sessionsQuery } from './queries.ts';
import body from './screen-body.module.css';
import { StaleNote } from './stale-note.tsx';
import './words.ts';
import { FailureBanner } from './failure-banner.tsx';

type Session = MySessions['sessions'][number];

/** Where one is signed in now: each session with when it began and by what; the others can be ended shortly after signing in ([WI9]). */
export function SessionPanel() {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const announce = useAnnounce();
  const sessions = useQuery(sessionsQuery());
  const mine = sessions.data;
  const end = useMutation({
    mutationFn: (id: string) => callHub('/sessions/end', { id }),
    // The row goes with the button that was pressed: what was done is said, and the keys are at the head of the screen.
    onSuccess: () => {
      announce(t('session.ended'));
      document.querySelector<HTMLElement>('[data-screen-heading]')?.focus();
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
  if (mine === undefined) return <StaleNote query={sessions} />;
  return (
    <section className={body.section} aria-labelledby="sessions">
      <SectionHead id="sessions" icon={IconDevices} title={t('session.title')} count={mine.sessions.length} />
      <p className={body.note}>{t('session.lead')}</p>
      <StaleNote query={sessions} />
      <Panel>
        {mine.sessions.map((session) => (
          <Row key={session.id} session={session} onEnd={mine.mayEnd ? () => end.mutate(session.id) : null} />
        ))}
      </Panel>
      {!mine.mayEnd && mine.sessions.length > 1 && <p className={body.note}>{t('session.signInAgain')}</p>}
      <FailureBanner error={end.error} />
    </section>
  );
}

function Row({ session, onEnd }: { readonly session: Session; readonly onEnd: (() => void) | null }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const { way, beganAt, lastSeen, isThis } = session;
  const date = format.dateTime(beganAt);
  const words = {
    passphrase: t('session.passphrase'),
    passkey: t('session.passkey'),
    provider: t('session.provider'),
  };
  const end = onEnd && (
    <ActionButton kind="danger" aria-label={t('session.endNamed', { date })} onClick={onEnd}>
      {t('session.end')}
    </ActionButton>
  );
  return (
    <ListRow
      title={words[way]}
      sub={`${t('session.since', { date })} · ${t('session.seen', { date: format.dateTime(lastSeen) })}`}
      end={isThis ? <Tag tone="accent">{t('session.isThis')}</Tag> : end}
    />
  );
}
