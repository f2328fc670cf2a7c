/** The edges of a step of a CACAO document, in reading order. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';

export interface DocumentEdge {
  /** `on_true`, `next_steps`, `cases/label`, ... */
  readonly property: string;
  readonly target: string;
}

/** Branches first, then what follows them: control returns to a branching step when its branches have ended. */
export function edgesOfStep(step: JsonObject): readonly DocumentEdge[] {
  const edges: DocumentEdge[] = [];
  const add = (property: string, target: Json | undefined) => {
    if (typeof target === 'string' && target !== '') edges.push({ property, target });
  };
  add('on_true', step.on_true);
  add('on_false', step.on_false);
  if (isJsonObject(step.cases)) for (const [label, target] of Object.entries(step.cases)) add(`cases/${label}`, target);
  if (Array.isArray(step.next_steps)) for (const target of step.next_steps) add('next_steps', target as Json);
  add('on_completion', step.on_completion);
  add('on_success', step.on_success);
  add('on_failure', step.on_failure);
  return edges;
}
