import { useEffect, useState } from 'react';
import type { RecordId } from '../../../shared/base/ids.ts';
import { isPicture } from '../../../shared/domain/media-type.ts';
import { barePicture } from '../../../shared/domain/outline/bare-picture.ts';
import { type AttachedFile, useFileBytes } from './use-files.ts';

export interface ShownPicture {
  /** Of the picture in this page. */
  readonly address: string;
  readonly bytes: Uint8Array;
}

const none: ReadonlyMap<RecordId, ShownPicture> = new Map();

/**
 * The pictures among files that are whole on this disk, by the ids of their attachments. Those that `leave` in a document are
 * without what their camera wrote ([RN8]); the files themselves stay as they were recorded.
 */
export function usePictures(
  files: readonly AttachedFile[],
  { leave = false }: { readonly leave?: boolean } = {},
): ReadonlyMap<RecordId, ShownPicture> {
  const bytesOf = useFileBytes();
  const [shown, setShown] = useState(none);
  const here = files.filter(({ file, place }) => isPicture(file.mediaType) && place?.here === place?.chunks);
  const key = here.map(({ file }) => file.id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: files never change, so their ids say which there are
  useEffect(() => {
    let isOver = false;
    const made: ShownPicture[] = [];
    void (async () => {
      const all = new Map<RecordId, ShownPicture>();
      for (const { file } of here) {
        const recorded = await bytesOf(file);
        if (isOver) return;
        const bytes = leave && recorded !== null ? barePicture(recorded) : recorded;
        if (bytes === null) continue;
        const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type: file.mediaType ?? '' }));
        made.push({ address, bytes });
        all.set(file.id, { address, bytes });
      }
      setShown(all);
    })();
    return () => {
      isOver = true;
      for (const { address } of made) URL.revokeObjectURL(address);
    };
  }, [key, leave]);
  return shown;
}
