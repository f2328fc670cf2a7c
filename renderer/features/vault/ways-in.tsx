import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession, useVault } from '../../data/data-context.tsx';
import { useFailureText } from '../../i18n/failure-text.ts';
import { Banner } from '../../ui/banner.tsx';
import { ChangeForm, type WayFormProps } from './change-form.tsx';
import { CustodiansForm } from './custodians-form.tsx';
import { PaperForm } from './paper-form.tsx';
import { QuickForm } from './quick-form.tsx';
import { RemoveForm } from './remove-form.tsx';
import css from './vault.module.css';
import { type WayAct, WayList } from './way-list.tsx';

/** Every way into this laptop, and what can be done with it; the form of what is done takes the place of the list. */
export function WaysIn() {
  const { t } = useTranslation('vault');
  const { lookAtVault } = useDataSession();
  const failureText = useFailureText();
  const trouble = useVault()?.trouble;
  const [act, setAct] = useState<WayAct | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const open = (next: WayAct) => {
    setDone(null);
    setAct(next);
  };
  const end = async (words: string) => {
    await lookAtVault();
    setDone(words);
    setAct(null);
  };
  if (act !== null) return <ActForm act={act} onDone={(words) => void end(words)} onCancel={() => setAct(null)} />;
  return (
    <section className={css.section} aria-labelledby="ways-title">
      <h2 id="ways-title">{t('ways.title')}</h2>
      <p className={css.lead}>{t('ways.lead')}</p>
      {trouble === 'slot-damaged' && <Banner tone="bad">{failureText({ kind: trouble })}</Banner>}
      {done !== null && (
        <Banner tone="ok" isNews>
          {done}
        </Banner>
      )}
      <WayList onAct={open} />
    </section>
  );
}

function ActForm({ act, ...end }: WayFormProps & { readonly act: WayAct }) {
  switch (act) {
    case 'passphrase':
      return <ChangeForm {...end} />;
    case 'paper':
      return <PaperForm {...end} />;
    case 'shares':
      return <CustodiansForm {...end} />;
    case 'quick':
      return <QuickForm {...end} />;
    default:
      return <RemoveForm kind={act} {...end} />;
  }
}
