import { useTranslation } from 'react-i18next';
import { type Attachment, attachment } from '../../../shared/domain/attachment.ts';
import { joinChunks } from '../../../shared/domain/join-chunks.ts';
import { isPicture } from '../../../shared/domain/media-type.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { useEngine } from '../engine-context.tsx';
import { markAbove } from '../mark-above.ts';
import { useSaveLeaving } from '../use-save-leaving.ts';
import { useFetchFile } from './use-files.ts';

/** Saves a copy of an attachment where the person says. One that is not here is fetched, and the person is told so. */
export function useSaveAttachment(): (id: string) => Promise<void> {
  const { t } = useTranslation('data');
  const engine = useEngine();
  const save = useSaveBytes();
  const fetchFile = useFetchFile();
  const announce = useAnnounce();
  return async (id) => {
    const [state] = await engine.open([id]);
    if (state === undefined) return announce(t('files.away'));
    const file = viewOf(attachment, state);
    const bytes = await joinChunks(engine, file);
    if (bytes !== null) return save(file, bytes);
    fetchFile(id, true);
    announce(t('files.asked'));
  };
}

/** Saves the bytes of an attachment. It is as somebody attached it: what it shows, this program does not know. */
export function useSaveBytes(): (file: Attachment, bytes: Uint8Array) => Promise<void> {
  const { t } = useTranslation('data');
  const { format } = useLocale();
  const engine = useEngine();
  const save = useSaveLeaving();
  return async (file, bytes) => {
    const name = file.name ?? t('files.unnamed');
    const marking = file.owner === undefined ? null : await markAbove(engine, file.owner);
    // Unlike in a document ([RN8]) what a camera wrote goes with it.
    const camera = isPicture(file.mediaType) ? [t('leaving.camera')] : [];
    const what = [t('leaving.attached', { name, size: format.bytes(bytes.length) }), ...camera];
    save({ name, what, marking, people: null, bytes: () => bytes });
  };
}
