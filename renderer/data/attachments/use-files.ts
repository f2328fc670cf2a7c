import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { uuidv7 } from '../../../shared/base/ids.ts';
import { type Attachment, attachment, attachmentLimit } from '../../../shared/domain/attachment.ts';
import { joinChunks } from '../../../shared/domain/join-chunks.ts';
import { mediaTypeOf, purposeOf } from '../../../shared/domain/media-type.ts';
import { draftsOfOriginal } from '../../../shared/domain/original-file.ts';
import type { FileHere } from '../../../shared/sync/engine-api.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useAnnounce } from '../../ui/announcer.tsx';
import { useDesktop, useEngine, useSyncRunner } from '../engine-context.tsx';
import type { LiveEngine } from '../live-engine.ts';
import { pageClock, pageRandom } from '../page-ports.ts';
import { childrenQuery, recordKeys } from '../record-queries.ts';
import { useApply } from '../use-apply.ts';
import { fileChoices, wantFile } from './file-choices.ts';

/** What is here of some attachments. Asked anew whenever something came. */
export function filesHereQuery(engine: LiveEngine, ids: readonly string[]) {
  return queryOptions({
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    retry: false,
    queryKey: [...recordKeys.status, 'files', ...ids] as const,
    queryFn: () => engine.filesHere(ids),
  });
}

/** How much attachments take here. */
export function fileUseQuery(engine: LiveEngine) {
  return queryOptions({
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    retry: false,
    queryKey: [...recordKeys.status, 'file-use'] as const,
    queryFn: () => engine.fileUse(),
  });
}

export interface AttachedFile {
  readonly file: Attachment;
  /** Null until it is known. */
  readonly place: FileHere | null;
  /** Somebody here asked for it, and it is not here yet. */
  readonly isWanted: boolean;
}

/** The attachments of a record, the oldest first, with what is here of each. */
export function useFiles(owner: string): readonly AttachedFile[] | undefined {
  const engine = useEngine();
  const files = useQuery(childrenQuery(attachment, owner)).data;
  const sorted = [...(files ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = sorted.map(({ id }) => id);
  const places = useQuery({ ...filesHereQuery(engine, ids), enabled: ids.length > 0 }).data;
  const choices = fileChoices();
  const wanted = useSyncExternalStore(choices.subscribe, choices.get);
  const whole = (places ?? []).filter(({ chunks, here }) => here === chunks).map(({ id }) => id);
  const arrived = whole.filter((id) => wanted.files.includes(id)).join(' ');
  useEffect(() => {
    for (const id of arrived.split(' ')) if (id !== '') wantFile(id, false);
  }, [arrived]);
  if (files === undefined) return undefined;
  return sorted.map((file) => {
    const place = places?.find(({ id }) => id === file.id) ?? null;
    const isWhole = place !== null && place.here === place.chunks;
    return { file, place, isWanted: !isWhole && wanted.files.includes(file.id) };
  });
}

/** Asks for a file now, or takes that back. What came of it stays. */
export function useFetchFile(): (id: string, isWanted: boolean) => void {
  const runner = useSyncRunner();
  return (id, isWanted) => {
    wantFile(id, isWanted);
    // Whoever asks while sync is paused asks for an exchange too.
    if (isWanted) runner.again();
  };
}

/** The bytes of a file, or null while some of it is not here. */
export function useFileBytes(): (file: Pick<Attachment, 'chunks'>) => Promise<Uint8Array | null> {
  const engine = useEngine();
  return (file) => joinChunks(engine, file);
}

/** Lets the person pick files and attaches them to a record. Says aloud how many, and which were too large. */
export function useAttach(
  owner: { readonly id: string; readonly scope: string },
  language?: string,
): () => Promise<void> {
  const { t } = useTranslation('data');
  const engine = useEngine();
  const desktop = useDesktop();
  const { apply } = useApply();
  const announce = useAnnounce();
  const words = useFailureText();
  return async () => {
    const picked = await desktop.call('files:pick', { kind: 'files', extensions: [], largest: attachmentLimit });
    if (!picked.ok) return announce(words(picked.failure));
    let attached = 0;
    let refused = '';
    for (const { name, bytes } of picked.value.files) {
      // Files over the limit come empty; an empty file has nothing to keep either.
      if (bytes.length === 0) refused = name;
      const kept = bytes.length === 0 ? null : await engine.keepChunks(bytes);
      if (kept === null) continue;
      if (!kept.ok) return announce(words(kept.failure));
      const id = uuidv7(pageClock, pageRandom);
      const mediaType = mediaTypeOf(name);
      const file = { scope: owner.scope, id, owner: owner.id, name, mediaType, bytes, chunks: kept.value };
      const saved = await apply(
        draftsOfOriginal({ ...file, purpose: purposeOf(mediaType), ...(language === undefined ? {} : { language }) }),
      );
      if (!saved.ok) return;
      attached += 1;
    }
    if (refused !== '') announce(t('files.tooLarge', { name: refused }));
    else if (attached > 0) announce(t('files.attached', { count: attached }));
  };
}
