/**
 * What differs between two files of CACAO, property by property and word by word: of the header, and of each step. Their ids are not
 * ours and their properties may be anybody's; two texts of our records are compared by release/playbook-differences.ts. Pure.
 */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { diffText, type TextPart } from '../text-diff.ts';
import { isSameJson } from './canonical-json.ts';
import { edgesOfStep } from './step-edges.ts';

export interface PropertyChange {
  readonly property: string;
  /** Null where it is absent. */
  readonly before: Json | null;
  readonly after: Json | null;
  /** Of two texts, in reading order. */
  readonly words?: readonly TextPart[];
}

export interface StepDifference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Its id in the later playbook, or in the earlier one when it was removed. */
  readonly id: string;
  readonly name: string;
  readonly changes: readonly PropertyChange[];
}

export interface PlaybookDifference {
  readonly isSame: boolean;
  readonly header: readonly PropertyChange[];
  /** In the order of the later playbook; removed ones after those. */
  readonly steps: readonly StepDifference[];
}

/** Properties that say where steps lead: their ids are compared by the step they name. */
const edgeProperties = ['on_completion', 'on_success', 'on_failure', 'on_true', 'on_false', 'next_steps', 'cases'];

/** Compares two documents of CACAO 2.0. Steps are the same by their id, else by type and name, each once. */
export function diffDocuments(before: JsonObject, after: JsonObject): PlaybookDifference {
  const [old, now] = [stepsOf(before), stepsOf(after)];
  const partner = partnersOf(old, now);
  const renamed = new Map([...partner].map(([later, earlier]) => [earlier, later]));
  const { workflow: _old, ...oldHeader } = before;
  const { workflow: _now, ...nowHeader } = after;
  const header = changesOf(withIds(oldHeader, renamed), nowHeader);
  const steps: StepDifference[] = [];
  for (const [id, step] of now) {
    const earlier = partner.get(id);
    const changes = changesOf(earlier === undefined ? {} : withIds(old.get(earlier) as JsonObject, renamed), step);
    if (earlier === undefined) steps.push({ kind: 'added', id, name: nameOf(step), changes });
    else if (changes.length > 0) steps.push({ kind: 'changed', id, name: nameOf(step), changes });
  }
  for (const [id, step] of old) {
    if (renamed.has(id)) continue;
    steps.push({ kind: 'removed', id, name: nameOf(step), changes: changesOf(step, {}) });
  }
  return { isSame: header.length === 0 && steps.length === 0, header, steps };
}

function stepsOf(document: JsonObject): Map<string, JsonObject> {
  const workflow = isJsonObject(document.workflow) ? document.workflow : {};
  return new Map(Object.entries(workflow).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1])));
}

/** Later id to earlier id. */
function partnersOf(old: ReadonlyMap<string, JsonObject>, now: ReadonlyMap<string, JsonObject>): Map<string, string> {
  const partner = new Map<string, string>();
  for (const id of now.keys()) if (old.has(id)) partner.set(id, id);
  // From the last to the first, so that the first is taken first.
  const free = new Map<string, string[]>();
  for (const [id, step] of [...old].reverse()) {
    if (partner.has(id)) continue;
    const key = likeness(step);
    const others = free.get(key);
    if (others === undefined) free.set(key, [id]);
    else others.push(id);
  }
  for (const [id, step] of now) {
    const earlier = partner.has(id) ? undefined : free.get(likeness(step))?.pop();
    if (earlier !== undefined) partner.set(id, earlier);
  }
  return partner;
}

function likeness(step: JsonObject): string {
  return JSON.stringify([step.type ?? '', step.name ?? '']);
}

/** A copy that calls the steps by their later ids, so that a new id alone is no change. */
function withIds(object: JsonObject, renamed: ReadonlyMap<string, string>): JsonObject {
  const called = (value: Json): Json => {
    if (typeof value === 'string') return renamed.get(value) ?? value;
    if (Array.isArray(value)) return value.map((each) => called(each as Json));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([label, each]) => [label, called(each as Json)]));
  };
  const leads = edgesOfStep(object).length > 0 || object.workflow_start !== undefined;
  if (!leads) return object;
  const names = ['workflow_start', 'workflow_exception', ...edgeProperties];
  const changed = names.flatMap((name) => (object[name] === undefined ? [] : [[name, called(object[name] as Json)]]));
  return { ...object, ...Object.fromEntries(changed) };
}

function changesOf(before: JsonObject, after: JsonObject): PropertyChange[] {
  const changes: PropertyChange[] = [];
  for (const property of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [propertyOf(before, property), propertyOf(after, property)];
    if (isSameJson(old, now)) continue;
    const areTexts = typeof old === 'string' && typeof now === 'string' && /^(name|description)$/.test(property);
    changes.push({ property, before: old, after: now, ...(areTexts ? { words: diffText(old, now) } : {}) });
  }
  return changes;
}

function propertyOf(object: JsonObject, property: string): Json | null {
  return Object.hasOwn(object, property) ? (object[property] as Json) : null;
}

function nameOf(step: JsonObject): string {
  return typeof step.name === 'string' ? step.name : String(step.type ?? '');
}
