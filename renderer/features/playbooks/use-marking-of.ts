import { useQuery } from '@tanstack/react-query';
import type { RecordId } from '../../../shared/base/ids.ts';
import { type TlpLevel, tlpLevels } from '../../../shared/domain/tlp.ts';
import { catalogueQuery } from '../../data/record-queries.ts';

/** How a playbook is marked, and nothing else of it: another playbook's change draws nothing anew. Undefined for one that is not here. */
export function useMarkingOf(id: RecordId): TlpLevel | undefined {
  const { data } = useQuery({
    ...catalogueQuery({ type: 'playbook' }),
    select: (entries) => entries.find((entry) => entry.id === id)?.values.marking,
  });
  return tlpLevels.find((level) => level === data);
}
