/** Which courses teach a playbook: when it changes, they are to be revised. Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';

/** The courses that teach any of the playbooks, by their references. */
export function coursesTeaching(
  courses: readonly CatalogueEntry[],
  playbooks: readonly RecordId[],
): readonly CatalogueEntry[] {
  const referenceOf = ({ values }: CatalogueEntry) => String(values['reference'] ?? '');
  return courses
    .filter(({ values }) => {
      const taught = values['playbooks'];
      return Array.isArray(taught) && playbooks.some((id) => taught.includes(id));
    })
    .sort((a, b) => (referenceOf(a) < referenceOf(b) ? -1 : 1));
}
