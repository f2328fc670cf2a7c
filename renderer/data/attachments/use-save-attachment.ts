import { useTranslation } from 'react-i18next';
import { attachment } from '../../../shared/domain/attachment.ts';
import { joinChunks } from '../../../shared/domain/join-chunks.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { useEngine } from '../engine-context.tsx';
import { useSaveFile } from '../use-save-file.ts';
import { useFetchFile } from './use-files.ts';

/** Saves a copy of an attachment where the person says. One that is not here is fetched, and the person is told so. */
export function useSaveAttachment(): (id: string) => Promise<void> {
  const { t } = useTranslation('data');
  const engine = useEngine();
  const save = useSaveFile();
  const fetchFile = useFetchFile();
  const announce = useAnnounce();
  return async (id) => {
    const [state] = await engine.open([id]);
    if (state === undefined) return announce(t('files.away'));
    const file = viewOf(attachment, state);
    const bytes = await joinChunks(engine, file);
    if (bytes !== null) return save(file.name ?? t('files.unnamed'), bytes);
    fetchFile(id, true);
    announce(t('files.asked'));
  };
}
