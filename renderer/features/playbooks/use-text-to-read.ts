import { useMemo } from 'react';
import { useReleases, useReleaseText } from '../../data/use-releases.ts';
import { type Layer, useLayers } from './layer/use-layers.ts';
import { coreToRead, type TextToRead, type WantedText, wantedRelease, withLayer } from './text-to-read.ts';
import type { OpenPlaybook } from './use-playbook.ts';

const none: readonly Layer[] = [];

/** The text to read of an open playbook, and its origin. Undefined while it is read, null when the playbook is not here. */
export function useTextToRead(
  draft: OpenPlaybook | null | undefined,
  { edition, layer }: WantedText,
): TextToRead | null | undefined {
  const id = draft?.playbook.id ?? '';
  const standing = useReleases(id);
  const release = standing === undefined ? null : wantedRelease(standing, edition);
  const text = useReleaseText(release?.id ?? null);
  const layers = useLayers(id) ?? none;
  const core = useMemo(() => {
    if (draft == null) return draft;
    if (standing === undefined || (release !== null && text === undefined)) return undefined;
    return coreToRead(draft, standing, edition, release === null ? null : (text ?? null));
  }, [draft, standing, edition, release, text]);
  return useMemo(() => core && withLayer(core, layers, layer), [core, layers, layer]);
}
