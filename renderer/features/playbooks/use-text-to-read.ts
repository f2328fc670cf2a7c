import { useMemo } from 'react';
import type { RecordId } from '../../../shared/base/ids.ts';
import { useReleases, useReleaseText } from '../../data/use-releases.ts';
import { type Layer, useLayers } from './layer/use-layers.ts';
import { coreToRead, type TextToRead, type WantedText, wantedRelease, withLayer } from './text-to-read.ts';
import type { OpenPlaybook } from './use-playbook.ts';

const none: readonly Layer[] = [];

/**
 * The text to read of a playbook, and its origin. Undefined while it is read, null when the playbook is not here. What is asked
 * for by its id is read beside the draft, not after it.
 */
export function useTextToRead(
  id: RecordId,
  draft: OpenPlaybook | null | undefined,
  { edition, layer }: WantedText,
): TextToRead | null | undefined {
  const standing = useReleases(id);
  const release = standing === undefined ? null : wantedRelease(standing, edition);
  const known = edition === 'in-force' ? (release?.id ?? null) : edition === 'draft' ? null : edition;
  const text = useReleaseText(known);
  const layers = useLayers(id) ?? none;
  const core = useMemo(() => {
    if (draft == null) return draft;
    if (standing === undefined || (release !== null && text === undefined)) return undefined;
    return coreToRead(draft, standing, edition, release === null ? null : (text ?? null));
  }, [draft, standing, edition, release, text]);
  return useMemo(() => core && withLayer(core, layers, layer), [core, layers, layer]);
}
