import type { TFunction } from 'i18next';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConsentPurpose, consent, consentPurposes } from '../../../shared/domain/training/consent.ts';
import type { ConsentWord } from '../../../shared/domain/training/consent-standing.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './training.module.css';
import { useConsents, useSayConsent } from './use-consents.ts';

/** Where a person lets data about them go ([CO1]): what they said, when and to whom, and what they say now. */
export function PersonConsents({ person, scope }: { readonly person: string; readonly scope: string }) {
  const { t } = useTranslation('training');
  const { may } = useProfile();
  const consents = useConsents();
  const { say, saving } = useSayConsent(person, scope);
  const announce = useAnnounce();
  const section = useRef<HTMLElement>(null);
  if (consents === undefined) return null;
  const mayNote = may('create', consent.type, scope);
  const note = async (purpose: ConsentPurpose, { says, act }: Said, before: readonly ConsentWord[]) => {
    if (await say(purpose, says, before)) announce(act);
    // The button that was pressed may be gone.
    section.current?.focus();
  };
  return (
    <section ref={section} tabIndex={-1} aria-label={t('consent.title')}>
      <SectionHead title={t('consent.title')} />
      <p className={css.over}>{t('consent.what')}</p>
      <Panel>
        {consentPurposes.map((purpose) => {
          const words = consents.words(person, purpose);
          const onSay = mayNote ? (said: Said) => void note(purpose, said, words) : undefined;
          return <PurposeRow key={purpose} purpose={purpose} said={words[0]} saving={saving} onSay={onSay} />;
        })}
      </Panel>
    </section>
  );
}

/** What a person says now, and the act in words with what it is about. */
interface Said {
  readonly says: ConsentWord['says'];
  readonly act: string;
}

interface PurposeRowProps {
  readonly purpose: ConsentPurpose;
  readonly said: ConsentWord | undefined;
  readonly saving: boolean;
  readonly onSay: ((said: Said) => void) | undefined;
}

function PurposeRow({ purpose, said, saving, onSay }: PurposeRowProps) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const isGiven = said?.says === 'given';
  const sentence = () => {
    if (said === undefined) return t('consent.unsaid');
    const values = { day: dayText(format, said.day, 'medium'), name: said.by };
    return isGiven ? t('consent.given', values) : t('consent.refused', values);
  };
  const purposeWord = purposeWords[purpose](t);
  const button = (says: ConsentWord['says'], word: string) => {
    const act = t('consent.about', { act: word, purpose: purposeWord });
    return (
      <ActionButton disabled={saving} onClick={() => onSay?.({ says, act })} aria-label={act}>
        {word}
      </ActionButton>
    );
  };
  return (
    <ListRow
      title={purposeWord}
      sub={<bdi>{sentence()}</bdi>}
      end={
        onSay && (
          <>
            {!isGiven && button('given', t('consent.agree'))}
            {said?.says !== 'refused' && button('refused', isGiven ? t('consent.withdraw') : t('consent.refuse'))}
          </>
        )
      }
    />
  );
}

const purposeWords: Readonly<Record<ConsentPurpose, (t: TFunction<'training'>) => string>> = {
  'other-centres': (t) => t('consent.otherCentres'),
  'learning-records': (t) => t('consent.learningRecords'),
};
