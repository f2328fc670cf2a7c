/** The TLP marking of a document: `markings` names objects of `data_marking_definitions`. The strictest counts. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { stricterTlp, type TlpLevel, tlpLevels } from '../tlp.ts';
import { derivedIdentifier } from './identifiers.ts';

/** The marking of a document, or null when it has none that is known. TLP 1's WHITE is CLEAR since TLP 2.0. */
export function markingOf(document: JsonObject): TlpLevel | null {
  let strictest: TlpLevel | null = null;
  for (const id of tlpIds(document)) {
    const level = levelOf((document.data_marking_definitions as JsonObject)[id]);
    if (level !== null) strictest = strictest === null ? level : stricterTlp(strictest, level);
  }
  return strictest;
}

function tlpIds(document: JsonObject): string[] {
  const definitions = document.data_marking_definitions;
  if (!isJsonObject(definitions) || !Array.isArray(document.markings)) return [];
  return (document.markings as readonly Json[]).filter(
    (id): id is string => typeof id === 'string' && Object.hasOwn(definitions, id) && levelOf(definitions[id]) !== null,
  );
}

function levelOf(definition: Json | undefined): TlpLevel | null {
  if (!isJsonObject(definition) || definition.type !== 'marking-tlp') return null;
  const raw = String(definition.tlpv2_level ?? definition.tlp_level ?? '').toUpperCase();
  const level = raw.startsWith('TLP:') ? raw : `TLP:${raw}`;
  if (level === 'TLP:WHITE') return 'TLP:CLEAR';
  return (tlpLevels as readonly string[]).includes(level) ? (level as TlpLevel) : null;
}

/** Sets the marking of a document that is being exported. Other markings stay; an equal marking changes nothing. */
export function withMarking(document: Record<string, Json>, marking: TlpLevel | null): void {
  if (markingOf(document) === marking) return;
  const old = new Set(tlpIds(document));
  const others = Array.isArray(document.markings) ? document.markings.filter((id) => !old.has(String(id))) : [];
  const definitions = isJsonObject(document.data_marking_definitions) ? document.data_marking_definitions : {};
  const kept = Object.fromEntries(Object.entries(definitions).filter(([id]) => !old.has(id)));
  if (marking !== null) {
    const id = derivedIdentifier('marking-tlp', marking);
    others.push(id);
    kept[id] = {
      type: 'marking-tlp',
      id,
      created_by: 'identity--0b7f3c1e-6a52-4d0f-8a3b-91c5e2d47f60',
      // TLP 2.0 was published then.
      created: '2022-08-01T00:00:00.000Z',
      tlpv2_level: marking,
    };
  }
  assign(document, 'markings', others, others.length > 0);
  assign(document, 'data_marking_definitions', kept, Object.keys(kept).length > 0);
}

function assign(document: Record<string, Json>, name: string, value: Json, isFilled: boolean): void {
  if (isFilled) document[name] = value;
  else delete document[name];
}
