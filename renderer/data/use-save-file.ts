import { useTranslation } from 'react-i18next';
import { useFailureText } from '../i18n/failure-text.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { useDesktop } from './engine-context.tsx';

/** Hands a file to the person, who says where it goes; says aloud how that ended. */
export function useSaveFile(): (suggestedName: string, bytes: Uint8Array) => Promise<void> {
  const { t } = useTranslation('data');
  const desktop = useDesktop();
  const announce = useAnnounce();
  const failureText = useFailureText();
  return async (suggestedName, bytes) => {
    const saved = await desktop.call('files:save', { suggestedName, bytes });
    if (!saved.ok) announce(failureText(saved.failure));
    else if (saved.value.saved) announce(t('file.saved'));
  };
}
