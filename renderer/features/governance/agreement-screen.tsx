import { IconCalendarEvent, IconScale, IconSignature } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { utcDay } from '../../../shared/base/plain-date.ts';
import { type Agreed, type Standing, standingOf } from '../../../shared/domain/agreement/standing.ts';
import { pageClock } from '../../data/page-ports.ts';
import { SpokenHere } from '../../data/spoken-here.tsx';
import { useAgreement } from '../../data/use-agreements.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { RecordFact, RecordHeader } from '../../ui/record-header.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { AgreementTerms } from './agreement-terms.tsx';
import { stateWord } from './agreement-words.ts';
import { EndDialog } from './end-dialog.tsx';
import { useAgreementActs } from './use-agreement-acts.ts';

/** One agreement: what flows between whom, who signed, and what is left to do. */
export function AgreementScreen() {
  const { t } = useTranslation('governance');
  const { agreementId } = useParams({ strict: false }) as { agreementId: string };
  const agreed = useAgreement(agreementId);
  if (agreed === undefined) return null;
  if (agreed === null) {
    const list = { label: t('rail.label'), path: '/governance' };
    return <NotHere icon={IconScale} cause="away" what={t('agreement.gone')} list={list} />;
  }
  return <Opened agreed={agreed} />;
}

function Opened({ agreed }: { readonly agreed: Agreed }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const { terms } = agreed;
  const standing = standingOf(agreed, utcDay(pageClock.now()));
  const acts = useAgreementActs(agreed);
  const [isEnding, setEnding] = useState(false);
  useScreenTitle(terms.title, t('rail.label'));
  return (
    <>
      <TopBar
        crumbs={[
          { label: t('rail.label'), path: '/governance' },
          terms.reference === ''
            ? { label: terms.title, lang: terms.language }
            : { label: terms.reference, isId: true },
        ]}
      />
      <RecordHeader
        title={terms.title}
        lang={terms.language}
        tlp={terms.ceiling}
        actions={<Acts acts={acts} onEnd={() => setEnding(true)} />}
      >
        <RecordFact tone="strong">{stateWord(t, standing.state)}</RecordFact>
        <RecordFact icon={IconCalendarEvent}>{daysText(format, terms.from, terms.until)}</RecordFact>
        <RecordFact>
          <bdi>{t('agreement.proposedBy', { name: terms.by.name, centre: terms.by.centre })}</bdi>
        </RecordFact>
      </RecordHeader>
      <PageBody>
        <SpokenHere by={acts.spoken} />
        <News standing={standing} canSign={acts.canSign} />
        <AgreementTerms terms={terms} standing={standing} />
      </PageBody>
      {isEnding && (
        <EndDialog title={terms.title} onEnd={(note) => acts.say('end', note)} onClose={() => setEnding(false)} />
      )}
    </>
  );
}

interface ActsProps {
  readonly acts: ReturnType<typeof useAgreementActs>;
  onEnd(): void;
}

function Acts({ acts: { canEnd, canSign, saving, say }, onEnd }: ActsProps) {
  const { t } = useTranslation('governance');
  return (
    <>
      {canEnd && (
        <ActionButton size="medium" kind="quiet" onClick={onEnd}>
          {t('agreement.end')}
        </ActionButton>
      )}
      {canSign && (
        <ActionButton
          size="medium"
          kind="primary"
          icon={IconSignature}
          disabled={saving}
          onClick={() => void say('sign', '')}
        >
          {t('agreement.sign')}
        </ActionButton>
      )}
    </>
  );
}

/** What is left to do, or who ended it and why. */
function News({ standing: { state, end }, canSign }: { readonly standing: Standing; readonly canSign: boolean }) {
  const { t } = useTranslation('governance');
  return (
    <>
      {canSign && <Banner tone="info">{t('agreement.signWhat')}</Banner>}
      {state === 'proposed' && !canSign && <Banner tone="due">{t('agreement.waits')}</Banner>}
      {end !== null && (
        <Banner tone="bad" title={t('agreement.endedBy', { name: end.by.name, centre: end.by.centre })}>
          <bdi lang={end.language}>{end.note}</bdi>
        </Banner>
      )}
    </>
  );
}
