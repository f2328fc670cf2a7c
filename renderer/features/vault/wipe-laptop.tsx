import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { statusQuery } from '../../data/record-queries.ts';
import { useWipeStatus } from '../../data/use-wipe-status.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './vault.module.css';
import './words.ts';

/** Wiping what is open: how much waits is known, and whether the sealed copy has it. */
export function WipeLaptop() {
  const { t } = useTranslation('vault');
  return (
    <section className={css.section} aria-labelledby="wipe-title">
      <h2 id="wipe-title">{t('wipe.title')}</h2>
      <WipeOpen />
    </section>
  );
}

function WipeOpen() {
  const { data: status } = useQuery(statusQuery());
  return status === undefined ? null : <Wipe waiting={status.waiting} />;
}

/** Asks, says what goes and what stays, and wipes once the word was typed ([WP4]). `waiting` is null where nobody can tell. */
export function Wipe({ waiting }: { readonly waiting: number | null }) {
  const { t } = useTranslation('vault');
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <p className={css.lead}>{t('wipe.lead')}</p>
      {isAsking ? (
        <Confirmation waiting={waiting} onCancel={() => setAsking(false)} />
      ) : (
        <div className={css.acts}>
          <ActionButton size="medium" onClick={() => setAsking(true)}>
            {t('wipe.ask')}
          </ActionButton>
        </div>
      )}
    </>
  );
}

function Confirmation({ waiting, onCancel }: { readonly waiting: number | null; onCancel(): void }) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const word = t('wipe.word');
  const wipe = async () => {
    if (typed.trim().normalize('NFC').toLowerCase() !== word.toLowerCase()) return setProblem(t('wipe.notThat'));
    const wiped = await desktop.call('wipe:begin', { by: 'person' });
    // Where it was wiped this page is gone.
    if (!wiped.ok) setProblem(failureText(wiped.failure));
  };
  return (
    <form
      className={css.form}
      aria-label={t('wipe.title')}
      onSubmit={(event) => {
        event.preventDefault();
        void wipe();
      }}
    >
      <WhatStays waiting={waiting} />
      <p className={css.lead}>{t('wipe.not')}</p>
      <p>
        {t('wipe.type')} <b translate="no">{word}</b>
      </p>
      <FormField label={t('wipe.typed')} value={typed} maxLength={40} autoFocus onChange={setTyped} />
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton size="medium" onClick={onCancel}>
          {t('wipe.keep')}
        </ActionButton>
        <ActionButton kind="danger" size="medium" type="submit">
          {t('wipe.act')}
        </ActionButton>
      </div>
    </form>
  );
}

/** What becomes of what waits. */
function WhatStays({ waiting }: { readonly waiting: number | null }) {
  const { t } = useTranslation('vault');
  const [wipe] = useWipeStatus();
  if (wipe === null) return null;
  if (waiting === 0) return <Banner tone="ok">{t('removal.allSent')}</Banner>;
  if (wipe.sealed === 'kept') return <Banner tone="ok">{t('wipe.sealed')}</Banner>;
  if (wipe.sealed === 'behind') return <Banner tone="bad">{t('wipe.behind')}</Banner>;
  if (waiting === null) return <Banner tone="due">{t('wipe.unknown')}</Banner>;
  return (
    <Banner tone="bad" title={t('removal.lost', { count: waiting })}>
      {t('wipe.none')}
    </Banner>
  );
}
