import { IconCalendarEvent, IconScale, IconSignature } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Agreed, standingOf } from '../../../shared/domain/agreement/standing.ts';
import { pageToday } from '../../data/page-ports.ts';
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
  const standing = standingOf(agreed, pageToday());
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
        actions={
          <>
            {acts.canEnd && (
              <ActionButton size="medium" kind="quiet" onClick={() => setEnding(true)}>
                {t('agreement.end')}
              </ActionButton>
            )}
            {acts.canSign && (
              <ActionButton
                size="medium"
                kind="primary"
                icon={IconSignature}
                disabled={acts.saving}
                onClick={() => void acts.say('sign', '')}
              >
                {t('agreement.sign')}
              </ActionButton>
            )}
          </>
        }
      >
        <RecordFact tone="strong">{stateWord(t, standing.state)}</RecordFact>
        <RecordFact icon={IconCalendarEvent}>{daysText(format, terms.from, terms.until)}</RecordFact>
        <RecordFact>
          <bdi>{t('agreement.proposedBy', { name: terms.by.name, centre: terms.by.centre })}</bdi>
        </RecordFact>
      </RecordHeader>
      <PageBody>
        {acts.canSign && <Banner tone="info">{t('agreement.signWhat')}</Banner>}
        {standing.state === 'proposed' && !acts.canSign && <Banner tone="due">{t('agreement.waits')}</Banner>}
        {standing.end !== null && (
          <Banner
            tone="bad"
            title={t('agreement.endedBy', { name: standing.end.by.name, centre: standing.end.by.centre })}
          >
            <bdi lang={standing.end.language}>{standing.end.note}</bdi>
          </Banner>
        )}
        <AgreementTerms terms={terms} standing={standing} />
      </PageBody>
      {isEnding && (
        <EndDialog title={terms.title} onEnd={(note) => acts.say('end', note)} onClose={() => setEnding(false)} />
      )}
    </>
  );
}
