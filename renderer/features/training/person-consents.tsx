import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type ConsentPurpose, consent, consentPurposes } from '../../../shared/domain/training/consent.ts';
import type { ConsentWord } from '../../../shared/domain/training/consent-standing.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
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
  if (consents === undefined) return null;
  const mayNote = may('create', consent.type, scope);
  return (
    <section>
      <SectionHead title={t('consent.title')} />
      <p className={css.over}>{t('consent.what')}</p>
      <Panel>
        {consentPurposes.map((purpose) => {
          const words = consents.words(person, purpose);
          const note = mayNote ? (says: ConsentWord['says']) => void say(purpose, says, words) : undefined;
          return <PurposeRow key={purpose} purpose={purpose} said={words[0]} saving={saving} onSay={note} />;
        })}
      </Panel>
    </section>
  );
}

interface PurposeRowProps {
  readonly purpose: ConsentPurpose;
  readonly said: ConsentWord | undefined;
  readonly saving: boolean;
  readonly onSay: ((says: ConsentWord['says']) => void) | undefined;
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
  const act = (says: ConsentWord['says'], word: string) => (
    <ActionButton
      disabled={saving}
      onClick={() => onSay?.(says)}
      aria-label={t('consent.about', { act: word, purpose: purposeWord })}
    >
      {word}
    </ActionButton>
  );
  return (
    <ListRow
      title={purposeWord}
      sub={<bdi>{sentence()}</bdi>}
      end={
        onSay && (
          <>
            {!isGiven && act('given', t('consent.agree'))}
            {said?.says !== 'refused' && act('refused', isGiven ? t('consent.withdraw') : t('consent.refuse'))}
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
