/**
 * Finds the playbooks in a parsed JSON value: a plain document, an array of them, or base64 inside a STIX bundle or
 * object (`playbook_bin` of the security playbook and x-oca extensions).
 */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { pointer, type Reason, reason } from './reason.ts';

/** A candidate and where it stood: as JSON, or as base64 text still to be read. */
export type FoundPlaybook =
  | { readonly path: string; readonly document: JsonObject }
  | { readonly path: string; readonly base64: string };

/** More playbooks than this in one file are not read. */
export const documentLimit = 1_000;
/** Values looked at before the search gives up; a bundle of the largest size has fewer. */
const visitLimit = 2_000_000;

/** A value still to be looked at. Where it stands is put together only for what is found: most values are nothing. */
interface Place {
  readonly value: Json;
  readonly within: Place | null;
  readonly key: string | number;
  /** The nearest name of a field, which items of a list have from their list. */
  readonly name: string;
}

export function findPlaybooks(root: Json): readonly FoundPlaybook[] {
  const found: FoundPlaybook[] = [];
  const open: Place[] = [{ value: root, within: null, key: '', name: '' }];
  for (let visits = 0; open.length > 0 && visits < visitLimit && found.length < documentLimit; visits++) {
    const place = open.pop() as Place;
    const { value, name } = place;
    if (typeof value === 'string') {
      if (holdsPlaybookBytes(name, value)) found.push({ path: pathOf(place), base64: value });
    } else if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) open.push({ value: value[i] as Json, within: place, key: i, name });
    } else if (isJsonObject(value)) {
      if (looksLikePlaybook(value)) found.push({ path: pathOf(place), document: value });
      else
        for (const key of Object.keys(value).reverse())
          open.push({ value: value[key] as Json, within: place, key, name: key });
    }
  }
  return found;
}

function pathOf({ within, key }: Place): string {
  return within === null ? '' : pointer(pathOf(within), key);
}

/** A playbook by its type or by its parts: files in the field leave out `type` and `spec_version`. */
function looksLikePlaybook(value: JsonObject): boolean {
  if (value.type === 'playbook') return true;
  const saysCacao = typeof value.spec_version === 'string' && /^cacao-/i.test(value.spec_version);
  const hasWorkflow = isJsonObject(value.workflow) && Object.values(value.workflow).some(looksLikeStep);
  if (value.type !== undefined && !saysCacao) return hasWorkflow && value.workflow_start !== undefined;
  return saysCacao || hasWorkflow || (Array.isArray(value.workflow) && typeof value.workflow_start === 'string');
}

function looksLikeStep(value: unknown): boolean {
  return isJsonObject(value) && typeof value.type === 'string';
}

function holdsPlaybookBytes(name: string, value: string): boolean {
  return /^(playbook_(bin|base64|b64|content)|cacao_(bin|base64))$/i.test(name) && value.length > 0;
}

/** Copies a value without the one name that assignment treats as a command (`__proto__`), telling what was left out. */
export function withoutUnsafeKeys(value: Json, path: string, reasons: Reason[]): Json {
  if (Array.isArray(value)) return value.map((each, i) => withoutUnsafeKeys(each as Json, pointer(path, i), reasons));
  if (!isJsonObject(value)) return value;
  const entries: [string, Json][] = [];
  for (const [key, each] of Object.entries(value)) {
    if (key === '__proto__') reasons.push(reason('key-unsafe', 'warning', path, { name: key }));
    else entries.push([key, withoutUnsafeKeys(each, pointer(path, key), reasons)]);
  }
  return Object.fromEntries(entries);
}
