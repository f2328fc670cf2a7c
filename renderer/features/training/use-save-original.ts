import { useTranslation } from 'react-i18next';
import { attachment } from '../../../shared/domain/attachment.ts';
import { joinChunks } from '../../../shared/domain/join-chunks.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { useSaveFile } from '../../data/use-save-file.ts';
import { useAnnounce } from '../../ui/announcer.tsx';

/** Saves a copy of a kept file where the person says; tells when it has not arrived on this laptop yet. */
export function useSaveOriginal(): (id: string, name: string) => Promise<void> {
  const { t } = useTranslation('training');
  const engine = useEngine();
  const saveFile = useSaveFile();
  const announce = useAnnounce();
  return async (id, name) => {
    const [state] = await engine.open([id]);
    const bytes = state === undefined ? null : await joinChunks(engine, viewOf(attachment, state));
    if (bytes === null) announce(t('roster.fileNotHere'));
    else await saveFile(name, bytes);
  };
}
