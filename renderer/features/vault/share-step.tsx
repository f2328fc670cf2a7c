import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { shareCount } from '../../../shared/vault/custodian-share.ts';
import { useAbout, useVault } from '../../data/data-context.tsx';
import { useIdentity } from '../../data/engine-context.tsx';
import { usePrinting } from '../../data/use-printing.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { PrintSheet } from '../../ui/print-sheet.tsx';
import { CodeGroups } from './code-groups.tsx';
import { StepHeading } from './step-heading.tsx';
import css from './vault.module.css';

export interface Share {
  readonly number: number;
  readonly name: string;
  readonly code: string;
}

export interface ShareStepProps {
  readonly share: Share;
  onNext(): void;
  onBack(): void;
}

/** One share, for one person: copied by hand, or kept as a page. */
export function ShareStep({ share, onNext, onBack }: ShareStepProps) {
  const { t } = useTranslation('vault');
  const { format } = useLocale();
  const { isPrinting, print } = usePrinting();
  const id = useId();
  const title = t('custodians.shareTitle', {
    number: format.number(share.number),
    total: format.number(shareCount),
    name: share.name,
  });
  return (
    <section className={css.form} aria-labelledby={id}>
      <StepHeading id={id}>{title}</StepHeading>
      <p className={css.lead}>{t('custodians.shareLead')}</p>
      <CodeGroups label={t('custodians.share')} code={share.code} />
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" onClick={onNext}>
          {share.number === shareCount ? t('custodians.last') : t('custodians.next')}
        </ActionButton>
        <ActionButton size="medium" onClick={() => void print(title)}>
          {t('custodians.page')}
        </ActionButton>
        <ActionButton kind="quiet" size="medium" onClick={onBack}>
          {t('setUp.back')}
        </ActionButton>
      </div>
      {isPrinting && <SharePage share={share} title={title} />}
    </section>
  );
}

/** What the custodian keeps: whose it is, which laptop it opens with another one, and what to do with it. */
function SharePage({ share, title }: { readonly share: Share; readonly title: string }) {
  const { t } = useTranslation('vault');
  const { format } = useLocale();
  const { device } = useIdentity();
  const label = useAbout()?.label;
  const name = useVault()?.name;
  return (
    <PrintSheet title={title} foot={t('custodians.printed', { date: format.dateTime(Date.now()) })}>
      <h1>{title}</h1>
      <dl>
        <dt>{t('custodians.keeper')}</dt>
        <dd>
          <bdi>{share.name}</bdi>
        </dd>
        <dt>{t('custodians.laptop')}</dt>
        <dd>
          {label ? <bdi>{label} </bdi> : null}
          <bdi dir="ltr">{device}</bdi>
        </dd>
        <dt>{t('custodians.vault')}</dt>
        <dd>
          <bdi dir="ltr">{name}</bdi>
        </dd>
      </dl>
      <p className={`wp-mono ${css.printed}`} dir="ltr">
        {share.code}
      </p>
      <p>{t('custodians.pageText')}</p>
    </PrintSheet>
  );
}
