import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import css from './card-page.module.css';
import { CardPage } from './card-page.tsx';
import { CopyButton } from './copy-button.tsx';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  onDone(): void;
}

/** Shown once; one goes on only after saying that they are put away. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation('coordinator');
  const [kept, setKept] = useState(false);
  return (
    <CardPage title={t('recovery.title')}>
      <Banner tone="due">{t('recovery.lead')}</Banner>
      <ul className={css.codes} aria-label={t('recovery.title')}>
        {codes.map((code) => (
          <li key={code}>
            <bdi dir="ltr" className="wp-mono">
              {code}
            </bdi>
          </li>
        ))}
      </ul>
      <Checkbox label={t('recovery.kept')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" disabled={!kept} onClick={onDone}>
          {t('recovery.done')}
        </ActionButton>
        <CopyButton text={codes.join('\n')} size="medium" />
      </div>
    </CardPage>
  );
}
