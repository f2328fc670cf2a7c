import type { RecordId } from '../../base/ids.ts';
import { attachment } from '../attachment.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { enrolment } from './enrolment.ts';
import { person } from './person.ts';
import { session } from './session.ts';

type About = Pick<CatalogueEntry, 'id' | 'type' | 'parent' | 'values'>;

/**
 * Whom each record is about ([CO3]): the person that it is of or names, that of whatever it belongs to, and, of the file from which
 * the roster of a session was read, everybody who is or was on that roster: the file is kept whole, with their rows. Pure.
 */
export function peopleAbout(entries: readonly About[]): (entry: About) => RecordId[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const rosters = new Map<RecordId, RecordId[]>();
  for (const { type, parent, values } of entries) {
    const who = values['person'];
    if (type !== enrolment.type || typeof who !== 'string') continue;
    const known = rosters.get(parent);
    if (known === undefined) rosters.set(parent, [who]);
    else known.push(who);
  }
  return (entry) => {
    const people = new Set<RecordId>();
    const seen = new Set<RecordId>();
    for (let at: About | undefined = entry; at !== undefined && !seen.has(at.id); at = byId.get(at.parent)) {
      seen.add(at.id);
      const who = at.type === person.type ? at.id : at.values['person'];
      if (typeof who === 'string') people.add(who);
      const isRosterFile = at.type === attachment.type && at.values['purpose'] === 'original';
      if (!isRosterFile || byId.get(at.parent)?.type !== session.type) continue;
      for (const each of rosters.get(at.parent) ?? []) people.add(each);
    }
    return [...people];
  };
}
