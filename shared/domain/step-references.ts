/** What a step refers to outside of Waypost. */
import { isJsonObject } from '../base/json.ts';
import type { ExternalReference, Step } from './step.ts';

/** The external references of a step; records of an earlier edition keep them among what they carry. */
export function referencesOf(step: Pick<Step, 'references' | 'extra'>): readonly ExternalReference[] {
  const carried = isJsonObject(step.extra) ? step.extra['external_references'] : undefined;
  const list = step.references ?? carried;
  if (!Array.isArray(list)) return [];
  return list.filter(
    (each) => isJsonObject(each) && typeof each['name'] === 'string',
  ) as unknown as ExternalReference[];
}
