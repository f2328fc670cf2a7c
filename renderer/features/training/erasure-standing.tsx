import { IconEraser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasureStanding } from '../../../shared/domain/erasure/answer-erasure.ts';
import { erasure } from '../../../shared/domain/erasure/erasure.ts';
import type { ErasureGlance } from '../../../shared/protocol/network-glance.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { networkGlanceQuery } from '../../data/record-queries.ts';
import { SpokenHere, useSpokenHere } from '../../data/spoken-here.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { VisibleName } from './person-name.tsx';
import css from './training.module.css';
import { useErasureActs } from './use-erasures.ts';

/** What was asked about a person, what became of it, and how far it is. */
export function ErasureList({ standing }: { readonly standing: readonly ErasureStanding[] }) {
  const { t } = useTranslation('training');
  return (
    <section>
      <SectionHead title={t('erasure.asked')} count={standing.length} />
      {standing.map((one) => (
        <Standing key={one.record} one={one} />
      ))}
    </section>
  );
}

function Standing({ one }: { readonly one: ErasureStanding }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const { request, answer, answeredIn } = one;
  const asked = t('erasure.askedBy', { name: request.by.name, date: format.dateTime(request.at) });
  const reason = <VisibleName name={request.reason} />;
  if (answer === null) {
    return (
      <>
        <Banner tone="due" title={asked}>
          {reason}
        </Banner>
        <Answering one={one} />
      </>
    );
  }
  const said = { name: answer.by.name, date: format.dateTime(answer.at) };
  if (answer.does === 'decline') {
    return (
      <Banner tone="info" title={t('erasure.declinedBy', said)}>
        {asked} {reason}
      </Banner>
    );
  }
  return (
    <>
      <Banner tone="ok" title={t('erasure.confirmedBy', said)}>
        {asked} {reason}
      </Banner>
      <Reach erasure={answeredIn} />
    </>
  );
}

/** Confirming is for somebody else than whoever asked, and asks once more. Declining is for everybody who may confirm. */
function Answering({ one }: { readonly one: ErasureStanding }) {
  const { t } = useTranslation('training');
  const { may, person } = useProfile();
  const { answer, saving } = useErasureActs();
  const [isSure, setIsSure] = useState(false);
  const spokenHere = useSpokenHere();
  if (!may('create', erasure.type, one.scope)) return null;
  const isOwn = one.author === person;
  const spoken = isOwn ? null : spokenHere([one.request]);
  const mayConfirm = !isOwn && spoken === null;
  return (
    <div className={css.buttons}>
      <SpokenHere by={spoken} />
      {isOwn && <p className={css.hint}>{t('erasure.needsOther')}</p>}
      {mayConfirm && !isSure && (
        <ActionButton kind="danger" icon={IconEraser} disabled={saving} onClick={() => setIsSure(true)}>
          {t('erasure.confirm')}
        </ActionButton>
      )}
      {mayConfirm && isSure && (
        <>
          <p className={css.hint}>{t('erasure.forGood')}</p>
          <ActionButton kind="danger" icon={IconEraser} disabled={saving} onClick={() => void answer(one, 'erase')}>
            {t('erasure.confirmAgain', { records: one.request.records.length })}
          </ActionButton>
          <ActionButton kind="quiet" onClick={() => setIsSure(false)}>
            {t('form.cancel')}
          </ActionButton>
        </>
      )}
      {!isSure && (
        <ActionButton disabled={saving} onClick={() => void answer(one, 'decline')}>
          {isOwn ? t('erasure.takeBack') : t('erasure.decline')}
        </ActionButton>
      )}
    </div>
  );
}

/** On how many laptops it was carried out, as the hub last told, and which are still to come. */
function Reach({ erasure: id }: { readonly erasure: string | null }) {
  const { t } = useTranslation('training');
  const glance = useQuery(networkGlanceQuery()).data;
  const found = glance?.erasures?.find((one) => one.erasure === id);
  if (found === undefined) return <p className={css.quiet}>{t('erasure.notHeard')}</p>;
  const { done, outstanding } = found;
  return (
    <>
      <p className={css.quiet} role="status">
        {t('erasure.reach', { finished: done, all: done + outstanding })}
      </p>
      {outstanding > 0 && <Outstanding laptops={found.laptops} />}
    </>
  );
}

function Outstanding({ laptops }: Pick<ErasureGlance, 'laptops'>) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const now = useMinuteClock();
  const seen = ({ lastContact, revoked }: ErasureGlance['laptops'][number]) => {
    const when =
      lastContact === null
        ? t('erasure.neverSeen')
        : t('erasure.lastSeen', { when: format.relative(lastContact, now) });
    return revoked === true ? `${when} · ${t('erasure.revoked')}` : when;
  };
  return (
    <Panel aria-label={t('erasure.outstanding')} role="group">
      {laptops.map((laptop, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two laptops may have one name, and the list is told whole each time
        <ListRow key={at} title={<VisibleName name={laptop.name} />} sub={seen(laptop)} />
      ))}
    </Panel>
  );
}
