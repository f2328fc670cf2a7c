import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackagePlan } from '../../../shared/domain/exchange/plan-package.ts';
import { pickListed } from '../../../shared/domain/localised.ts';
import { playbookIdentity } from '../../../shared/domain/playbook-identity.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Banner } from '../../ui/banner.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './exchange.module.css';

interface PackageFactsProps {
  readonly pack: PackagePlan;
  readonly withPeople: boolean;
  onPeople(withPeople: boolean): void;
}

/** What else there is to know of a package before it is written: whose records leave, and which playbooks do not. */
export function PackageFacts({ pack, withPeople, onPeople }: PackageFactsProps) {
  const { t } = useTranslation('exchange');
  return (
    <>
      {pack.isEmpty && <Banner tone="bad">{t('package.stays')}</Banner>}
      <People pack={pack} withPeople={withPeople} onPeople={onPeople} />
      <MissingPlaybooks names={pack.missing} words={(list) => t('package.missing', { list })} />
    </>
  );
}

/** Records of people are personal data: said, counted, and left out by one press ([EX29]). */
function People({ pack, withPeople, onPeople }: PackageFactsProps) {
  const { t } = useTranslation('exchange');
  const { format } = useLocale();
  const id = useId();
  const { records, unknown, unclear } = pack.contents.roster;
  if (records.length + unknown.length + unclear.length === 0) return null;
  return (
    <section className={css.part}>
      <SectionHead title={t('package.people')} />
      {records.length > 0 && (
        <label className={css.check} htmlFor={id}>
          <input
            id={id}
            type="checkbox"
            checked={withPeople}
            onChange={(event) => onPeople(event.currentTarget.checked)}
          />
          {t('package.withPeople', { records: records.length })}
        </label>
      )}
      <p className={css.quiet}>{withPeople && records.length > 0 ? t('package.personal') : t('package.namesStay')}</p>
      {unknown.length > 0 && <PlainText text={t('package.unknown', { list: format.list(unknown) })} />}
      {unclear.length > 0 && <PlainText text={t('package.unclear', { list: format.list(unclear) })} />}
    </section>
  );
}

interface MissingPlaybooksProps {
  /** Ids of records or identities in CACAO. */
  readonly names: readonly string[];
  words(list: string): string;
}

/** Playbooks that are named and not there, by their title where that is known here. */
export function MissingPlaybooks({ names, words }: MissingPlaybooksProps) {
  const { language, format } = useLocale();
  const entries = useQuery(catalogueQuery({ type: 'playbook' })).data;
  if (names.length === 0 || entries === undefined) return null;
  const titles = new Map(
    entries.flatMap((entry) => {
      const title = pickListed(entry.values, 'title', language)?.text;
      return title === undefined ? [] : [entry.id, playbookIdentity(entry)].map((key) => [key, title] as const);
    }),
  );
  return <Banner tone="due">{words(format.list(names.map((name) => titles.get(name) ?? name)))}</Banner>;
}
