import type { RecordId } from '../../../../shared/base/ids.ts';
import { type OpenPlaybook, usePlaybook } from '../use-playbook.ts';
import { useTextToRead } from '../use-text-to-read.ts';

/** The core that layers hang on: what is in force, else the draft. Undefined while it is read, null when it is not here. */
export function useCoreInForce(id: RecordId): OpenPlaybook | null | undefined {
  const text = useTextToRead(id, usePlaybook(id), { edition: 'in-force', layer: null });
  return text === null ? null : text?.open;
}
