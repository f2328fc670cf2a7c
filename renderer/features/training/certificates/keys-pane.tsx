import { IconCheck, IconCopy, IconDownload, IconKey, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { utf8 } from '../../../../shared/base/bytes.ts';
import { certificateList, type StandingKey } from '../../../../shared/domain/certificate/certificate-key.ts';
import { viewOf } from '../../../../shared/domain/view.ts';
import { useEngine } from '../../../data/engine-context.tsx';
import { SpokenHere } from '../../../data/spoken-here.tsx';
import { useSaveFile } from '../../../data/use-save-file.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Panel } from '../../../ui/panel.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { VisibleName } from '../person-name.tsx';
import css from './certificates.module.css';
import { type Asked, ReasonDialog } from './reason-dialog.tsx';
import { type CertificateKeys, useKeyActs } from './use-certificate-keys.ts';
import { useLists, useRenewList } from './use-certificates.ts';

/** The keys that sign certificates: this laptop's, and those of others, with what may be said of each. */
export function KeysPane({ known }: { readonly known: CertificateKeys }) {
  const { t } = useTranslation('training');
  const { ask, mayAsk, saving } = useKeyActs();
  const { own, keys, multikey } = known;
  const canAsk = mayAsk && multikey !== null && (own === null || own.state === 'ended');
  return (
    <div className={css.paneBody}>
      <section>
        <SectionHead title={t('certificate.keys')} count={keys.length} />
        <p className={css.quiet}>{t('certificate.keysWhat')}</p>
        {canAsk && (
          <div className={css.buttons}>
            <ActionButton kind="primary" icon={IconKey} disabled={saving} onClick={() => void ask(multikey)}>
              {t('certificate.askKey')}
            </ActionButton>
            <p className={css.quiet}>{t('certificate.askKeyHint')}</p>
          </div>
        )}
      </section>
      {keys.map((key) => (
        <KeyCard key={key.id} one={key} isOwn={key.id === own?.id} />
      ))}
    </div>
  );
}

const tones = { waiting: 'due', 'in-force': 'ok', ended: 'quiet' } as const;

function KeyCard({ one, isOwn }: { readonly one: StandingKey; readonly isOwn: boolean }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { issuer, state, act } = one;
  const when = (at: number) => format.date(at, 'medium');
  return (
    <Panel className={css.card}>
      <div className={css.cardHead}>
        <b>
          <bdi>{issuer.by.centre}</bdi>
        </b>
        <Tag tone={tones[state]}>{t(`certificate.keyState.${state}`)}</Tag>
        {isOwn && <Tag tone="accent">{t('certificate.thisLaptop')}</Tag>}
      </div>
      <p className={css.quiet}>
        {t('certificate.keyAsked', { name: issuer.by.name, date: when(issuer.at) })}{' '}
        {act?.does === 'approve' && t('certificate.keyApproved', { name: act.by.name, date: when(act.at) })}
        {act?.does === 'end' && t('certificate.keyEnded', { name: act.by.name, date: when(act.at) })}
      </p>
      {act?.does === 'end' && (
        <p>
          <VisibleName name={act.note} />
        </p>
      )}
      <code className={css.key} dir="ltr" translate="no">
        {issuer.key}
      </code>
      <KeyActs one={one} isOwn={isOwn} />
    </Panel>
  );
}

function KeyActs({ one, isOwn }: { readonly one: StandingKey; readonly isOwn: boolean }) {
  const { t } = useTranslation('training');
  const { mayApprove, mayEnd, approve, end, saving, spoken } = useKeyActs();
  const announce = useAnnounce();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { centre } = one.issuer.by;
  const copy = async () =>
    announce((await copyText(one.issuer.key)) ? t('certificate.copied') : t('certificate.notCopied'));
  const askEnd = () =>
    setAsked({
      title: t('certificate.endKey'),
      what: t('certificate.endKeyWhat'),
      onSay: (reason) => end(one, reason),
    });
  return (
    <>
      <SpokenHere by={spoken(one)} />
      <div className={css.buttons}>
        <ActionButton icon={IconCopy} aria-label={`${t('certificate.copyKey')}: ${centre}`} onClick={() => void copy()}>
          {t('certificate.copyKey')}
        </ActionButton>
        <ListActs one={one} isOwn={isOwn} />
        {mayApprove(one) && (
          <ActionButton kind="primary" icon={IconCheck} disabled={saving} onClick={() => void approve(one)}>
            {t('certificate.approveKey')}
          </ActionButton>
        )}
        {mayEnd(one) && (
          <ActionButton kind="danger" disabled={saving} onClick={askEnd}>
            {t('certificate.endKey')}
          </ActionButton>
        )}
      </div>
      {asked !== null && <ReasonDialog asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

/** The status list of a key: handed out by anybody, signed anew by its laptop alone. */
function ListActs({ one, isOwn }: { readonly one: StandingKey; readonly isOwn: boolean }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const engine = useEngine();
  const save = useSaveFile();
  const renew = useRenewList();
  const list = useLists()?.get(one.id);
  const hand = async (id: string) => {
    const [state] = await engine.open([id]);
    const value = state === undefined ? undefined : viewOf(certificateList, state).list;
    if (value !== undefined) await save('status-list.json', utf8(JSON.stringify(value, null, 2)));
  };
  return (
    <>
      {list !== undefined && (
        <ActionButton icon={IconDownload} onClick={() => void hand(list.id)}>
          {t('certificate.saveList', { date: format.date(list.at, 'medium') })}
        </ActionButton>
      )}
      {isOwn && one.state === 'in-force' && list !== undefined && (
        <ActionButton icon={IconRefresh} onClick={() => void renew(one)}>
          {t('certificate.renewList')}
        </ActionButton>
      )}
    </>
  );
}
