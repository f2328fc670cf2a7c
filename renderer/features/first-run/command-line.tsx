import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../ui/action-button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import css from './first-run.module.css';

/** One line to type elsewhere, with a copy of it. */
export function CommandLine({ command }: { readonly command: string }) {
  const { t } = useTranslation('first-run');
  const [isCopied, setCopied] = useState(false);
  return (
    <div className={css.command}>
      <bdi dir="ltr">
        <code>{command}</code>
      </bdi>
      <ActionButton
        icon={isCopied ? IconCheck : IconCopy}
        aria-label={t('copyOf', { command })}
        onClick={() => void copyText(command).then(setCopied)}
      >
        {isCopied ? t('copied') : t('copy')}
      </ActionButton>
    </div>
  );
}
