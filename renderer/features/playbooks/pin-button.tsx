import { ActionIcon } from '@mantine/core';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../shared/base/ids.ts';
import { usePersonalMemory } from '../../data/personal-memory.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { useLetterKey } from '../../ui/use-letter-key.ts';

/** Keeps a playbook at the top of this person's home. P does the same from anywhere on the screen. */
export function PinButton({ playbook }: { readonly playbook: RecordId }) {
  const { t } = useTranslation('playbooks');
  const memory = usePersonalMemory();
  const announce = useAnnounce();
  const isPinned = memory.pins.includes(playbook);
  const toggle = () => {
    memory.togglePin(playbook);
    announce(t(isPinned ? 'reader.unpinned' : 'reader.pinned'));
  };
  useLetterKey('KeyP', toggle);
  const PinIcon = isPinned ? IconPinFilled : IconPin;
  return (
    <ActionIcon
      size={36}
      aria-label={t('reader.pin')}
      aria-pressed={isPinned}
      aria-keyshortcuts="P"
      title={`${t(isPinned ? 'reader.unpin' : 'reader.pin')} (P)`}
      onClick={toggle}
    >
      <PinIcon size={18} stroke={iconStroke} />
    </ActionIcon>
  );
}
