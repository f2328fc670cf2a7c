import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { useIdentity } from '../../data/engine-context.tsx';
import { statusQuery } from '../../data/record-queries.ts';
import { useWipeStatus } from '../../data/use-wipe-status.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useAsking } from '../../ui/use-asking.ts';
import { AllSent } from './all-sent.tsx';
import { useOwnName } from './own-profile.tsx';
import css from './vault.module.css';

/** Takes this profile off this laptop: what would be lost is said first, and its name is typed. */
export function RemoveProfile() {
  const { t } = useTranslation('vault');
  const { button, isAsking, ask, cancel } = useAsking();
  return (
    <section className={css.section} aria-labelledby="remove-profile-title">
      <h2 id="remove-profile-title">{t('removal.title')}</h2>
      <p className={css.lead}>{t('removal.lead')}</p>
      {isAsking ? (
        <Confirmation onCancel={cancel} />
      ) : (
        <div className={css.acts}>
          <ActionButton ref={button} size="medium" onClick={ask}>
            {t('removal.ask')}
          </ActionButton>
        </div>
      )}
    </section>
  );
}

function Confirmation({ onCancel }: { onCancel(): void }) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const { networkName } = useIdentity();
  // A profile that its owner gave no name is named by its network, which the person reads on this very page.
  const name = useOwnName() ?? networkName;
  const { data: status } = useQuery(statusQuery());
  const [wipe] = useWipeStatus();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const isNamed = typed.trim().normalize('NFC') === name.trim().normalize('NFC');
  const remove = async () => {
    if (!isNamed) return setProblem(t('removal.notThat'));
    const removed = await desktop.call('profiles:remove', {});
    // Where it was removed this page is gone.
    if (!removed.ok) setProblem(failureText(removed.failure));
  };
  if (status === undefined) return null;
  return (
    <form
      className={css.form}
      aria-label={t('removal.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      {status.waiting + status.notAccepted > 0 ? (
        <Banner tone="bad" title={t('removal.lost', { count: status.waiting + status.notAccepted })}>
          {t('removal.lostWhat')}
        </Banner>
      ) : (
        <AllSent isSealed={false} />
      )}
      {wipe !== null && wipe.left.length > 0 && <Banner tone="bad">{t('removal.left')}</Banner>}
      <p>
        {t('removal.type')} <bdi translate="no">{name}</bdi>
      </p>
      <FormField label={t('removal.name')} value={typed} maxLength={300} autoFocus onChange={setTyped} />
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton size="medium" onClick={onCancel}>
          {t('removal.keep')}
        </ActionButton>
        <ActionButton kind="danger" size="medium" type="submit">
          {t('removal.act')}
        </ActionButton>
      </div>
    </form>
  );
}
