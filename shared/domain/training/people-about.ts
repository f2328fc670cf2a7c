import type { RecordId } from '../../base/ids.ts';
import { attachment } from '../attachment.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { showsPeople } from '../media-type.ts';
import { peopleWhoTookPart } from './people-who-took-part.ts';
import { person } from './person.ts';
import { session } from './session.ts';

type About = Pick<CatalogueEntry, 'id' | 'type' | 'scope' | 'parent' | 'values'>;

/**
 * Whom each record is about ([CO3]): the person that it is of or names, and that of whatever it belongs to. Of the file from which
 * the roster of a session was read, and of what may show people, everybody who takes or took part. Pure.
 */
export function peopleAbout(entries: readonly About[]): (entry: About) => RecordId[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const tookPart = peopleWhoTookPart(entries);
  return (entry) => {
    const people = new Set<RecordId>();
    const path = pathUp(entry, byId);
    for (const { id, type, values } of path) {
      const who = type === person.type ? id : values['person'];
      if (typeof who === 'string') people.add(who);
    }
    const file = path.findIndex(({ type }) => type === attachment.type);
    const above = path.slice(file + 1);
    for (const each of isOfWhoTookPart(path[file], above[0]) ? above : [])
      for (const one of tookPart(each)) people.add(one);
    return [...people];
  };
}

function isOfWhoTookPart(file: About | undefined, owner: About | undefined): boolean {
  if (file === undefined) return false;
  const { purpose, mediaType } = file.values;
  const isRoster = purpose === 'original' && owner?.type === session.type;
  return isRoster || showsPeople(mediaType, purpose);
}

/** A record and all that it belongs to, in order; a ring is walked once. */
function pathUp(entry: About, byId: ReadonlyMap<RecordId, About>): readonly About[] {
  const path: About[] = [];
  const seen = new Set<RecordId>();
  for (let at: About | undefined = entry; at !== undefined && !seen.has(at.id); at = byId.get(at.parent)) {
    seen.add(at.id);
    path.push(at);
  }
  return path;
}
