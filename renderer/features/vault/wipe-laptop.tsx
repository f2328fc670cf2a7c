import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession } from '../../data/data-context.tsx';
import { useEngine, useSyncRunner } from '../../data/engine-context.tsx';
import { statusQuery } from '../../data/record-queries.ts';
import { useWipeStatus, type WipeStatus } from '../../data/use-wipe-status.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useAsking } from '../../ui/use-asking.ts';
import { AllSent } from './all-sent.tsx';
import { handOverFirst } from './hand-over-first.ts';
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
  const runner = useSyncRunner();
  const { paused } = useSyncExternalStore(runner.state.subscribe, runner.state.get);
  const engine = useEngine();
  if (status === undefined) return null;
  const { waiting, notAccepted } = status;
  // Where no change waits, the hub may still ask for attached files.
  return (
    <Wipe waiting={waiting} notAccepted={notAccepted} isOffered={!paused} first={() => handOverFirst(runner, engine)} />
  );
}

/** What would go with a wipe. */
interface AtStake {
  /** Changes that the hub has not answered for; null where nobody can tell. */
  readonly waiting: number | null;
  /** Changes that it held or refused. */
  readonly notAccepted: number;
  /** What is done before, where anything is ([WP9]). */
  readonly first?: () => Promise<void>;
  /** The hub is offered what waits as a part of that. */
  readonly isOffered?: boolean;
}

/** Asks, says what goes and what stays, and wipes once the word was typed ([WP4]). */
export function Wipe(atStake: AtStake) {
  const { t } = useTranslation('vault');
  const { button, isAsking, ask, cancel } = useAsking();
  return (
    <>
      <p className={css.lead}>{t('wipe.lead')}</p>
      {isAsking ? (
        <Confirmation {...atStake} onCancel={cancel} />
      ) : (
        <div className={css.acts}>
          <ActionButton ref={button} size="medium" onClick={ask}>
            {t('wipe.ask')}
          </ActionButton>
        </div>
      )}
    </>
  );
}

function Confirmation({ onCancel, ...atStake }: AtStake & { onCancel(): void }) {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const failureText = useFailureText();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isOffering, setOffering] = useState(false);
  const word = t('wipe.word');
  const wipe = async () => {
    if (typed.trim().normalize('NFC').toLowerCase() !== word.toLowerCase()) return setProblem(t('wipe.notThat'));
    setProblem(null);
    setOffering(true);
    try {
      await atStake.first?.();
      const wiped = await desktop.call('wipe:begin', { by: 'person' });
      // Where it was wiped this page is gone.
      if (!wiped.ok) setProblem(failureText(wiped.failure));
    } finally {
      setOffering(false);
    }
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
      <WhatStays {...atStake} />
      {atStake.isOffered && <p className={css.lead}>{t('wipe.first')}</p>}
      <p className={css.lead}>{t('wipe.not')}</p>
      <p>
        {t('wipe.type')} <b translate="no">{word}</b>
      </p>
      <FormField label={t('wipe.typed')} value={typed} maxLength={40} autoFocus onChange={setTyped} />
      <Problem text={problem} />
      <p className={css.lead} role="status">
        {isOffering && t('wipe.offering')}
      </p>
      <div className={css.acts}>
        <ActionButton size="medium" disabled={isOffering} onClick={onCancel}>
          {t('wipe.keep')}
        </ActionButton>
        <ActionButton kind="danger" size="medium" type="submit" disabled={isOffering}>
          {t('wipe.act')}
        </ActionButton>
      </div>
    </form>
  );
}

/** What becomes of what waits, and of what the hub did not accept: that is in no sealed file. */
function WhatStays({ waiting, notAccepted }: AtStake) {
  const { t } = useTranslation('vault');
  const [wipe] = useWipeStatus();
  if (wipe === null) return null;
  return (
    <>
      {waiting === 0 && notAccepted === 0 && <AllSent isSealed={wipe.sealed === 'kept'} />}
      {waiting !== 0 && <WhatWaits waiting={waiting} sealed={wipe.sealed} />}
      {notAccepted > 0 && (
        <Banner tone="bad" title={t('removal.lost', { count: notAccepted })}>
          {t('wipe.notAccepted')}
        </Banner>
      )}
    </>
  );
}

function WhatWaits({ waiting, sealed }: Pick<AtStake, 'waiting'> & Pick<WipeStatus, 'sealed'>) {
  const { t } = useTranslation('vault');
  if (sealed === 'kept') return <Banner tone="ok">{t('wipe.sealed')}</Banner>;
  if (sealed === 'behind') return <Banner tone="bad">{t('wipe.behind')}</Banner>;
  if (waiting === null) return <Banner tone="due">{t('wipe.unknown')}</Banner>;
  return (
    <Banner tone="bad" title={t('removal.lost', { count: waiting })}>
      {t('wipe.none')}
    </Banner>
  );
}
