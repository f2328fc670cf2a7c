/** Reads files of a competency framework as the MISP galaxy writes them: NICE by its parts, FIRST by its services ([FW1], [FW2]). */
import type { Json, JsonObject } from '../../base/json.ts';
import { textOfFile } from '../cacao/file-text.ts';
import { placeOf, scanJson } from '../cacao/json-scan.ts';
import type { CompetencyKind } from './competency.ts';

/** The largest file that is read; the whole of NICE takes about a tenth of it. */
export const frameworkFileLimit = 8 * 1024 * 1024;
/** Objects inside objects; a framework needs five. */
const depthLimit = 64;
const [nameLimit, textLimit, wordLimit, idLimit] = [1_000, 20_000, 300, 200];

export interface Statement {
  readonly sourceId: string;
  readonly reference: string;
  readonly name: string;
  readonly description: string;
  readonly kind: CompetencyKind;
  readonly framework: string;
  readonly edition: string;
  /** Identifiers of what it involves: of a work role its tasks, knowledge and skills. */
  readonly involves: readonly string[];
}

export type FileFault = 'too-large' | 'not-text' | 'broken' | 'not-framework';
export type EntryFault = 'not-object' | 'no-id' | 'no-words' | 'too-long' | 'repeated';

/** What was not read: a whole file, with the place where it breaks, or one entry of it. */
export type FrameworkFault =
  | { readonly file: string; readonly why: FileFault; readonly line: number | null }
  | { readonly file: string; readonly why: EntryFault; readonly line: number };

export interface ReadFramework {
  readonly statements: readonly Statement[];
  readonly faults: readonly FrameworkFault[];
  /** Links to statements that none of the files holds. */
  readonly loose: number;
}

/** Reads files together, so that work roles find the statements of the other files. */
export function readFramework(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): ReadFramework {
  const statements = new Map<string, Statement>();
  const faults: FrameworkFault[] = [];
  for (const { name: file, bytes } of files) {
    const read = parsed(bytes);
    if ('why' in read) {
      faults.push({ file, ...read });
      continue;
    }
    const bad = new Map<string, EntryFault>();
    for (const [at, value] of read.values.entries()) {
      const statement = statementOf(value, read);
      const why = typeof statement === 'string' ? statement : statements.has(statement.sourceId) ? 'repeated' : null;
      if (why !== null) bad.set(`/values/${at}`, why);
      else if (typeof statement !== 'string') statements.set(statement.sourceId, statement);
    }
    if (bad.size === 0) continue;
    const { offsets } = scanJson(read.text, depthLimit, new Set(bad.keys()));
    for (const [place, why] of bad) faults.push({ file, why, line: placeOf(read.text, offsets.get(place) ?? 0).line });
  }
  const all = [...statements.values()];
  const loose = all.reduce((sum, { involves }) => sum + involves.filter((id) => !statements.has(id)).length, 0);
  return { statements: all, faults, loose };
}

interface Parsed {
  readonly text: string;
  readonly values: readonly Json[];
  readonly framework: string;
  readonly edition: string;
  readonly kind: CompetencyKind;
}

function parsed(bytes: Uint8Array): Parsed | { readonly why: FileFault; readonly line: number | null } {
  if (bytes.length > frameworkFileLimit) return { why: 'too-large', line: null };
  const read = textOfFile(bytes);
  if (!('text' in read)) return { why: 'not-text', line: null };
  const { text } = read;
  const { fault } = scanJson(text, depthLimit);
  if (fault !== null) return { why: 'broken', line: placeOf(text, fault.offset).line };
  const whole = asObject(JSON.parse(text) as Json);
  const [type, values] = [whole?.['type'], whole?.['values']];
  // The galaxy has hundreds of lists of this shape: threat actors, exercise worlds. Only frameworks say what people can do.
  if (typeof type !== 'string' || !type.includes('framework') || !Array.isArray(values)) {
    return { why: 'not-framework', line: null };
  }
  const version = whole?.['version'];
  const name = trimmed(whole?.['name']) || type;
  return { text, values, framework: name.slice(0, wordLimit), edition: editionOf(version), kind: kindOf(type) };
}

const editionOf = (version: Json | undefined): string =>
  typeof version === 'number' || typeof version === 'string' ? String(version).slice(0, 60) : '';

function kindOf(type: string): CompetencyKind {
  if (/work_roles?$/u.test(type)) return 'role';
  if (/competency_areas?$/u.test(type)) return 'area';
  if (/tasks?$/u.test(type)) return 'task';
  if (/knowledges?$/u.test(type)) return 'knowledge';
  return /skills?$/u.test(type) ? 'skill' : 'other';
}

function statementOf(value: Json, { framework, edition, kind }: Parsed): Statement | EntryFault {
  const entry = asObject(value);
  if (entry === null) return 'not-object';
  const sourceId = trimmed(entry['uuid']);
  if (sourceId === '') return 'no-id';
  const { title, reference } = titleOf(trimmed(entry['value']));
  const words = trimmed(entry['description']);
  // NICE's own names are its statements, cut off: the statement is the name then.
  const isCut = title === '' || words.startsWith(title);
  const name = isCut ? words : title;
  if (name === '') return 'no-words';
  const description = isCut ? '' : words;
  if (name.length > nameLimit || description.length > textLimit || sourceId.length > idLimit) return 'too-long';
  return { sourceId, reference, name, description, kind, framework, edition, involves: linksOf(entry['related']) };
}

/** "Skill in applying standards - S0384": the words and the short name at their end. */
function titleOf(value: string): { readonly title: string; readonly reference: string } {
  const found = /^(.*) - ([A-Z]{1,4}(?:-[A-Z]{1,4})*-?\d{1,6}[A-Z]?)$/su.exec(value);
  return found === null
    ? { title: value, reference: '' }
    : { title: (found[1] as string).trim(), reference: found[2] as string };
}

function linksOf(related: Json | undefined): readonly string[] {
  if (!Array.isArray(related)) return [];
  return [...new Set(related.flatMap((link) => trimmed(asObject(link)?.['dest-uuid']) || []))];
}

const trimmed = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '');

function asObject(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}
