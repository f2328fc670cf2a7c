import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOfHubWords, partyWords } from '../../../shared/protocol/party-words.ts';
import { useIdentity, useSyncRunner } from '../../data/engine-context.tsx';
import type { SyncOverview } from '../../data/use-sync-status.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { CheckWords } from '../../ui/check-words.tsx';
import { FilesKept } from './files-kept.tsx';
import { SignedFact } from './hub-record.tsx';
import { FlowLimit } from './sync-flow.tsx';
import css from './ways-out.module.css';

/** The ways that changes leave this laptop, drawn: solid works, dotted has no link now. Laptops in a room have a section of their own. */
export function WaysOut({ status, now }: { readonly status: SyncOverview; readonly now: number }) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { networkName } = useIdentity();
  const isLinked = status.failure === null && status.lastContact !== null;
  const seen = status.lastContact === null ? t('ways.never') : format.relative(status.lastContact, now);
  return (
    <>
      <h2 className={css.title}>{t('ways.title')}</h2>
      <div className={css.picture}>
        <div className={css.here}>
          <b>{t('ways.here')}</b>
          <span>{t('ways.waiting', { count: status.waiting })}</span>
        </div>
        <span className={`${css.line} ${isLinked ? css.works : css.cut}`} aria-hidden="true" />
        <div className={`${css.hub} ${isLinked ? css.linked : ''}`}>
          <b>{t('ways.hub')}</b>
          <span>{isLinked ? t('ways.linked') : t('ways.cut')}</span>
        </div>
      </div>
      <dl className={css.facts}>
        <dt>{t('ways.network')}</dt>
        <dd>
          <bdi>{networkName}</bdi>
        </dd>
        <dt>{t('ways.lastContact')}</dt>
        <dd>{seen}</dd>
        <LastExchange />
        <SignedFact />
      </dl>
      <HubWords />
      <FlowLimit />
      <FilesKept />
      <p className={css.foot}>{t('ways.foot')}</p>
    </>
  );
}

/** The words of the hub's key: what a laptop that meets the hub for the first time compares with ([FC4]). */
function HubWords() {
  const { t } = useTranslation('sync');
  const { hubKeys = [] } = useIdentity();
  const key = keyOfHubWords(hubKeys);
  const words = useMemo(() => (key === '' ? [] : partyWords(key)), [key]);
  if (words.length === 0) return null;
  return (
    <>
      <h3 className={css.subtitle}>{t('party.hubWords')}</h3>
      <CheckWords words={words} label={t('party.hubWords')} />
    </>
  );
}

/** Figures of the latest exchange that went through since Waypost was started. */
function LastExchange() {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const runner = useSyncRunner();
  const { last } = useSyncExternalStore(runner.state.subscribe, runner.state.get);
  if (!last?.ok) return null;
  const { sent, received, bytesUp, bytesDown } = last.value;
  return (
    <>
      <dt>{t('ways.sent')}</dt>
      <dd className="wp-num">{t('ways.figure', { count: sent, size: format.bytes(bytesUp) })}</dd>
      <dt>{t('ways.received')}</dt>
      <dd className="wp-num">{t('ways.figure', { count: received, size: format.bytes(bytesDown) })}</dd>
    </>
  );
}
