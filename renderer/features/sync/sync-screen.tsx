import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSyncRunner } from '../../data/engine-context.tsx';
import { useLeftBehind } from '../../data/use-conflict-items.ts';
import { type SyncOverview, useSyncStatus } from '../../data/use-sync-status.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Banner } from '../../ui/banner.tsx';
import { useScreenCommands } from '../../ui/screen-commands.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { AgreedParties } from './agreed-parties.tsx';
import { AuditSection } from './audit-section.tsx';
import { HubParty } from './hub-party.tsx';
import { LogBanner, RecordBanner } from './hub-record.tsx';
import { LeaseNotice } from './lease-notice.tsx';
import { NotAcceptedList } from './not-accepted-list.tsx';
import { PurgedScopes } from './purged-scopes.tsx';
import { RoomSection } from './room-section.tsx';
import { FlowProgress } from './sync-flow.tsx';
import css from './sync-screen.module.css';
import { WaitingList } from './waiting-list.tsx';
import { WaysOut } from './ways-out.tsx';

/** Sync as people see it: that all is saved, what waits, what was not accepted, the way to the hub and to laptops in the room. */
export function SyncScreen() {
  const { t } = useTranslation('sync');
  useLeftBehind();
  const status = useSyncStatus();
  const now = useMinuteClock();
  useScreenTitle(t('title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('title') }]} />
      <header className={css.header}>
        <div className={css.say}>
          <ScreenHeading>{status.saved ? t('head.saved') : t('head.saving')}</ScreenHeading>
          <p className={css.sentence}>
            <ContactSentence status={status} now={now} /> {waitingSentence()}
          </p>
        </div>
        <SyncActions status={status} />
      </header>
      <SidePane label={t('ways.title')} width={380} pane={<WaysOut status={status} now={now} />}>
        <div className={css.main}>
          <HubParty />
          <FailureBanner status={status} />
          <LeaseNotice />
          <RecordBanner />
          <LogBanner />
          {status.progress !== null && <FlowProgress progress={status.progress} />}
          <NotAcceptedList />
          <PurgedScopes />
          <WaitingList count={status.waiting} now={now} />
          <RoomSection now={now} />
          <AgreedParties />
          <AuditSection />
        </div>
      </SidePane>
    </>
  );

  function waitingSentence(): string {
    if (status.waiting === 0) return t('head.nothingWaits');
    return status.paused
      ? t('head.waitingPaused', { count: status.waiting })
      : t('head.waiting', { count: status.waiting });
  }
}

function ContactSentence({ status, now }: { readonly status: SyncOverview; readonly now: number }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  if (status.lastContact === null) return t('head.never');
  return t('head.seen', { when: format.relative(status.lastContact, now), date: format.dateTime(status.lastContact) });
}

function SyncActions({ status }: { readonly status: SyncOverview }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const announce = useAnnounce();
  const words = useFailureText();
  const runner = useSyncRunner();
  const isSyncing = status.phase === 'syncing';
  const syncNow = async () => {
    const result = await runner.now();
    announce(
      result.ok ? t('act.done', { sent: result.value.sent, received: result.value.received }) : words(result.failure),
    );
  };
  useScreenCommands([
    status.paused
      ? { id: 'resume', icon: IconPlayerPlay, label: () => t('act.resume'), run: () => runner.resume() }
      : { id: 'pause', icon: IconPlayerPause, label: () => t('act.pause'), run: () => runner.pause() },
  ]);
  return (
    <div className={css.acts}>
      {status.conflicts > 0 && (
        <ActionButton component={Link} to="/sync/conflicts" size="medium">
          {t('act.conflicts')}
          <span className={`${css.count} wp-num`}>{format.number(status.conflicts)}</span>
        </ActionButton>
      )}
      <ActionButton component={Link} to="/sync/decisions" size="medium">
        {t('act.decisions')}
      </ActionButton>
      {status.paused ? (
        <ActionButton icon={IconPlayerPlay} size="medium" onClick={() => runner.resume()}>
          {t('act.resume')}
        </ActionButton>
      ) : (
        <ActionButton icon={IconPlayerPause} size="medium" onClick={() => runner.pause()}>
          {t('act.pause')}
        </ActionButton>
      )}
      <ActionButton
        kind="primary"
        size="medium"
        icon={IconRefresh}
        aria-disabled={isSyncing}
        onClick={() => {
          if (!isSyncing) void syncNow();
        }}
      >
        {isSyncing ? t('act.syncing') : t('act.now')}
      </ActionButton>
    </div>
  );
}

function FailureBanner({ status }: { readonly status: SyncOverview }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const words = useFailureText();
  if (status.revoked !== null) {
    const { at } = status.revoked;
    return (
      <Banner tone="bad" title={t('failure.revoked', { date: format.date(at) })}>
        {words({ kind: 'device-revoked' })}
      </Banner>
    );
  }
  // Who waits for an answer is asked about above.
  if (status.failure === null || status.phase === 'unanswered') return null;
  return (
    <Banner tone={status.phase === 'error' ? 'bad' : 'due'} title={t('failure.title')}>
      {words(status.failure)}
    </Banner>
  );
}
