import { IconAlertTriangle, IconCheck, IconChecks } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SyncProgress } from '../../shared/sync/engine-api.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import css from './sync-mark.module.css';

/** What the sync mark needs to know; the data layer feeds it. */
export interface SyncStatus {
  /** Everything typed so far is fsynced on this disk. */
  readonly saved: boolean;
  /** Changes that wait for the hub. */
  readonly waiting: number;
  /** Changes that the hub did not accept and that are kept here. */
  readonly held: number;
  /** Fields with more than one head. */
  readonly conflicts: number;
  /** When the hub last answered, in milliseconds since 1970; null before the first time. */
  readonly lastContact: number | null;
  /** `unanswered`: nothing goes to the hub, since nobody here has said yes to it. */
  readonly phase: 'idle' | 'syncing' | 'offline' | 'unanswered' | 'error';
  /** A person holds the exchange until they let it go on. */
  readonly paused: boolean;
  /** How far the exchange under way is; null while it is short, or there is none. */
  readonly progress: SyncProgress | null;
}

/** Ring and tick: saved on this disk. The dot: something waits. The triangle: something was not accepted. */
export function SyncGlyph({
  status,
}: {
  readonly status: Pick<SyncStatus, 'saved' | 'waiting' | 'held' | 'conflicts'>;
}) {
  if (status.held > 0) return <IconAlertTriangle size={18} stroke={1.9} color="var(--wp-bad)" aria-hidden="true" />;
  const hasDot = status.waiting > 0 || status.conflicts > 0;
  const ink = status.saved ? 'var(--wp-ok)' : 'var(--wp-control)';
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" fill="none" aria-hidden="true" focusable="false">
      <rect x="1.5" y="1.5" width="15" height="15" rx="4" stroke={ink} strokeWidth="1.6" />
      {status.saved && (
        <path d="M5.2 9.2l2.5 2.5 5-5.2" stroke={ink} strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round" />
      )}
      {hasDot && (
        <>
          <circle cx="15.2" cy="2.8" r="3.6" fill="var(--wp-canvas)" />
          <circle cx="15.2" cy="2.8" r="2.5" fill="var(--wp-due)" />
        </>
      )}
    </svg>
  );
}

export type Delivery = 'saved' | 'at-hub' | 'not-accepted';

export interface SyncTickProps {
  readonly delivery: Delivery;
  readonly size?: number;
}

/** State of one record or change: one tick here, two at the hub, a triangle not accepted. Has its words for readers. */
export function SyncTick({ delivery, size = 16 }: SyncTickProps) {
  const { t } = useTranslation('ui');
  if (delivery === 'not-accepted')
    return (
      <IconAlertTriangle role="img" aria-label={t('sync.notAccepted')} size={size} stroke={2} color="var(--wp-bad)" />
    );
  if (delivery === 'at-hub')
    return <IconChecks role="img" aria-label={t('sync.atHub')} size={size} stroke={2} color="var(--wp-ok)" />;
  return <IconCheck role="img" aria-label={t('sync.saved')} size={size} stroke={2} color="var(--wp-ink-3)" />;
}

export interface SyncMarkProps {
  readonly status: SyncStatus;
  /** Milliseconds since 1970, for "3 days ago". */
  readonly now: number;
  /** The 64 px rail shows the icon and the count; the words stay for screen readers. */
  readonly small?: boolean;
}

/** The content of the mark at the foot of the rail: "Saved here · 12 waiting / hub seen 3 days ago". */
export function SyncMark({ status, now, small = false }: SyncMarkProps) {
  const { t } = useTranslation('ui');
  const { format } = useLocale();
  const second = secondLine(status, t, status.lastContact === null ? null : format.relative(status.lastContact, now));
  const count = status.held || status.conflicts || status.waiting;
  return (
    <>
      <SyncGlyph status={status} />
      {small && count > 0 && (
        <span className={css.count} aria-hidden="true">
          {format.number(count)}
        </span>
      )}
      <span className={small ? 'wp-unseen' : css.lines}>
        <span className={css.line}>
          <b>{status.saved ? t('sync.saved') : t('sync.saving')}</b>
          {status.waiting > 0 && (
            <>
              {' · '}
              <span className={css.whole}>{t('sync.waiting', { count: status.waiting })}</span>
            </>
          )}
        </span>
        <span className={`${css.line} ${second.tone ? css[second.tone] : ''}`}>{second.text}</span>
      </span>
    </>
  );
}

/** The most urgent thing to say; the rest is one click away on the sync screen. */
function secondLine(
  status: SyncStatus,
  t: TFunction<'ui'>,
  seen: string | null,
): { text: string; tone?: 'bad' | 'due' } {
  if (status.held > 0) return { text: t('sync.held', { count: status.held }), tone: 'bad' };
  if (status.conflicts > 0) return { text: t('sync.conflicts', { count: status.conflicts }), tone: 'due' };
  if (status.phase === 'syncing') return { text: progressText(status.progress, t) };
  if (status.paused) return { text: t('sync.paused'), tone: 'due' };
  if (status.phase === 'unanswered') return { text: t('sync.unanswered'), tone: 'due' };
  if (status.phase === 'error') return { text: t('sync.error') };
  return { text: seen === null ? t('sync.hubNever') : t('sync.hubSeen', { when: seen }) };
}

/** What is longest on its way; a short exchange is over before anybody reads figures. */
function progressText(progress: SyncProgress | null, t: TFunction<'ui'>): string {
  if (progress === null) return t('sync.syncing');
  const { sent, toSend, received, toReceive } = progress;
  if (toReceive - received > toSend - sent) return t('sync.reading', { done: received, total: toReceive });
  return toSend > sent ? t('sync.sending', { done: sent, total: toSend }) : t('sync.syncing');
}

/** Class names for the link that holds a SyncMark. */
export function syncMarkClass(small: boolean): string {
  return small ? `${css.mark} ${css.small}` : `${css.mark}`;
}
