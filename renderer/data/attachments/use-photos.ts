import { useTranslation } from 'react-i18next';
import { type RecordId, uuidv7 } from '../../../shared/base/ids.ts';
import { attachmentLimit } from '../../../shared/domain/attachment.ts';
import { mediaTypeOf } from '../../../shared/domain/media-type.ts';
import { draftsOfOriginal } from '../../../shared/domain/original-file.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { useDesktop, useEngine } from '../engine-context.tsx';
import { pageClock, pageRandom } from '../page-ports.ts';

export interface Photo {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Pictures that cameras and telephones make. */
const pictures = ['jpg', 'jpeg', 'png', 'webp', 'heic'];

/** Lets the person pick photos. Says aloud what was too large. */
export function usePickPhotos(): () => Promise<readonly Photo[]> {
  const { t } = useTranslation('data');
  const desktop = useDesktop();
  const announce = useAnnounce();
  const words = useFailureText();
  return async () => {
    const picked = await desktop.call('files:pick', { kind: 'files', extensions: pictures, largest: attachmentLimit });
    if (!picked.ok) {
      announce(words(picked.failure));
      return [];
    }
    // Files over the limit come empty; an empty file has nothing to keep either.
    const refused = picked.value.files.find(({ bytes }) => bytes.length === 0);
    if (refused !== undefined) announce(t('files.tooLarge', { name: refused.name }));
    return picked.value.files.filter(({ bytes }) => bytes.length > 0);
  };
}

export interface KeptPhotos {
  /** Ids of the attachments, in the order of the photos. */
  readonly ids: readonly RecordId[];
  readonly drafts: readonly OperationDraft[];
}

/** Keeps the bytes of photos and makes their records; null when they cannot be kept, which is said aloud. */
export function useKeepPhotos(
  scope: string,
): (owner: RecordId, photos: readonly Photo[]) => Promise<KeptPhotos | null> {
  const engine = useEngine();
  const announce = useAnnounce();
  const words = useFailureText();
  return async (owner, photos) => {
    const ids: RecordId[] = [];
    const drafts: OperationDraft[] = [];
    for (const { name, bytes } of photos) {
      const kept = await engine.keepChunks(bytes);
      if (!kept.ok) {
        announce(words(kept.failure));
        return null;
      }
      const id = uuidv7(pageClock, pageRandom);
      const file = { scope, id, owner, name, mediaType: mediaTypeOf(name), bytes, chunks: kept.value };
      ids.push(id);
      drafts.push(...draftsOfOriginal({ ...file, purpose: 'photo' }));
    }
    return { ids, drafts };
  };
}
