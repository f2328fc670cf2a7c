import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { agreesOnPeople, asksConsent, type Terms } from '../../../shared/domain/agreement/agreement.ts';
import type { Standing } from '../../../shared/domain/agreement/standing.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Prose, RowFacts, TagList } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import { kindWord } from './agreement-words.ts';

interface AgreementTermsProps {
  readonly terms: Terms;
  readonly standing: Standing;
}

/** What was agreed, and who of which party has signed it. */
export function AgreementTerms({ terms, standing }: AgreementTermsProps) {
  const { t } = useTranslation('governance');
  return (
    <>
      {terms.purpose !== '' && (
        <section>
          <SectionHead title={t('form.purpose')} />
          <Prose text={terms.purpose} lang={terms.language} />
        </section>
      )}
      <section>
        <SectionHead title={t('form.kinds')} meta={t('agreement.upTo', { mark: terms.ceiling })} />
        <TagList items={terms.kinds.map((kind) => kindWord(t, kind))} />
      </section>
      {agreesOnPeople(terms) && (
        <section>
          <SectionHead title={t('form.consent')} />
          <p>{asksConsent(terms) ? t('form.consentAsked') : t('form.consentNotAsked')}</p>
        </section>
      )}
      <section>
        <SectionHead title={t('form.parties')} count={terms.parties.length} />
        <Panel>
          {standing.parties.map((party) => (
            <PartyRow key={party.centre} party={party} needed={terms.signatures} />
          ))}
        </Panel>
      </section>
    </>
  );
}

interface PartyRowProps {
  readonly party: Standing['parties'][number];
  readonly needed: number;
}

function PartyRow({ party: { centre, signed, isEnough }, needed }: PartyRowProps) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  return (
    <ListRow
      title={<bdi>{centre}</bdi>}
      sub={
        <RowFacts>
          {signed.map(({ by, at }) => (
            <Fragment key={by.person}>
              <bdi>{by.name}</bdi>
              <span>{format.date(new Date(at), 'medium')}</span>
            </Fragment>
          ))}
          {signed.length === 0 && <span>{t('agreement.unsigned')}</span>}
        </RowFacts>
      }
      end={<Tag tone={isEnough ? 'ok' : 'due'}>{t('agreement.signatures', { signed: signed.length, needed })}</Tag>}
    />
  );
}
