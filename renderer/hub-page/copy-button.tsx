import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/action-button.tsx';
import { useAnnounce } from '../ui/announcer.tsx';
import './words.ts';

interface CopyButtonProps {
  readonly text: string;
  readonly size?: 'small' | 'medium';
}

/** Puts a text on the clipboard; where the browser refuses, it stands on the screen to be copied by hand. */
export function CopyButton({ text, size = 'small' }: CopyButtonProps) {
  const { t } = useTranslation('coordinator');
  const announce = useAnnounce();
  const copy = async () => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    announce(copied ? t('copy.done') : t('copy.failed'));
  };
  return (
    <ActionButton icon={IconCopy} size={size} onClick={() => void copy()}>
      {t('copy.act')}
    </ActionButton>
  );
}
