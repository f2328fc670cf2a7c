/** Which records an exercise takes with it when it goes to whoever plays it ([EX25]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';

/**
 * The exercise with all that belongs to it (objectives, guide, event list, approvals, what happened, ratings, photos), and the
 * playbooks that it or its objectives test, with theirs. Translations are values of these, people by role stand in the exercise.
 */
export function exercisePackage(entries: readonly CatalogueEntry[], exercise: RecordId): ReadonlySet<RecordId> {
  const children = new Map<RecordId, CatalogueEntry[]>();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const entry of entries) children.set(entry.parent, [...(children.get(entry.parent) ?? []), entry]);
  const taken = new Set<RecordId>();
  const take = (id: RecordId) => {
    const entry = byId.get(id);
    if (entry === undefined || taken.has(id)) return;
    taken.add(id);
    for (const child of children.get(id) ?? []) take(child.id);
  };
  take(exercise);
  const tested = [...taken].flatMap((id) => namedIn(byId.get(id)?.values['playbooks']));
  for (const id of tested) if (byId.get(id)?.type === 'playbook') take(id);
  return taken;
}

const namedIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
