/** What an editor should still settle, found while one types: each problem with its step and its field ([WE10]). Pure. */
import type { RecordId } from '../../base/ids.ts';
import { isJsonObject } from '../../base/json.ts';
import type { Localised } from '../localised.ts';
import type { JurisdictionBasis, Step, StepKind } from '../step.ts';
import { branchEdges, type EdgeKind, stepEdges } from './step-edges.ts';
import { type Workflow, workflowOf } from './workflow-of.ts';

export type ProblemKind =
  | 'dangling'
  | 'unreachable'
  | 'endless-loop'
  | 'branch-without-end'
  | 'no-way-on'
  | 'no-start'
  | 'no-end'
  | 'no-name'
  | 'no-who'
  | 'no-authority'
  | 'no-condition'
  | 'few-branches'
  | 'no-playbook'
  | 'no-legal-basis'
  | 'jurisdiction-missing'
  | 'conflict';

export interface EditorProblem {
  readonly kind: ProblemKind;
  /** `must` waits for an answer before the playbook goes further; `should` is said. */
  readonly weight: 'must' | 'should';
  /** The place: a step, or the playbook as a whole; and the field of it, as a click opens it. */
  readonly step: RecordId | null;
  readonly field: keyof Step | null;
  /** Of an edge: what it means. */
  readonly edge: EdgeKind | null;
  /** Further words: a jurisdiction, the number of steps in a loop. */
  readonly detail: string | null;
}

/** What a step of each kind is asked for. */
const carriedOut: ReadonlySet<StepKind> = new Set(['action']);
const authorised: ReadonlySet<StepKind> = new Set(['action', 'if-condition', 'switch-condition', 'playbook-action']);
const conditional: ReadonlySet<StepKind> = new Set(['if-condition', 'while-condition']);

/** Everything to settle: the workflow first, then step by step in reading order. `workflow` is that of these steps, where it is known. */
export function workflowProblems(
  steps: readonly Step[],
  start: RecordId | null = null,
  exception: RecordId | null = null,
  workflow: Workflow = workflowOf(steps, start, exception),
): readonly EditorProblem[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ordered = workflow.nodes.flatMap(({ id }) => byId.get(id) ?? []);
  const jurisdictions = new Set(ordered.flatMap((step) => jurisdictionsOf(step).map((each) => each.jurisdiction)));
  const ending = endingSteps(ordered);
  const ofFlow = workflow.problems.flatMap((problem): readonly EditorProblem[] => {
    switch (problem.kind) {
      case 'dangling':
        return [must('dangling', problem.step, fieldOfEdge[problem.edge], { edge: problem.edge })];
      case 'endless-loop':
        return [must('endless-loop', problem.steps[0] ?? null, null, { detail: String(problem.steps.length) })];
      case 'unreachable':
        // An end is no row of the list: what nothing leads to there does no harm.
        return byId.get(problem.step)?.kind === 'end' ? [] : [must('unreachable', problem.step)];
      case 'no-way-on':
        return [must('no-way-on', problem.step, 'onCompletion')];
      default:
        return [must(problem.kind, null)];
    }
  });
  return [...ofFlow, ...ordered.flatMap((step) => problemsOfStep(step, ending, jurisdictions))];
}

/** The entries of a step by jurisdiction. */
export function jurisdictionsOf(step: Pick<Step, 'jurisdictions'>): readonly JurisdictionBasis[] {
  return (Array.isArray(step.jurisdictions) ? step.jurisdictions : []) as unknown as readonly JurisdictionBasis[];
}

const fieldOfEdge: Readonly<Record<EdgeKind, keyof Step>> = {
  next: 'onCompletion',
  success: 'onSuccess',
  failure: 'onFailure',
  yes: 'onTrue',
  repeat: 'onTrue',
  no: 'onFalse',
  case: 'cases',
  together: 'nextSteps',
};

function must(
  kind: ProblemKind,
  step: RecordId | null,
  field: keyof Step | null = null,
  more: { readonly edge?: EdgeKind; readonly detail?: string } = {},
): EditorProblem {
  return { kind, weight: 'must', step, field, edge: more.edge ?? null, detail: more.detail ?? null };
}

function should(kind: ProblemKind, step: RecordId, field: keyof Step, detail: string | null = null): EditorProblem {
  return { kind, weight: 'should', step, field, edge: null, detail };
}

function problemsOfStep(
  step: Step,
  ending: ReadonlySet<RecordId>,
  jurisdictions: ReadonlySet<string>,
): EditorProblem[] {
  const kind = step.kind ?? 'action';
  const problems: EditorProblem[] = [];
  if (kind === 'start' || kind === 'end') return conflictsOf(step);
  for (const edge of branchEdges(step)) {
    if (!ending.has(edge.to)) {
      problems.push(must('branch-without-end', step.id, fieldOfEdge[edge.kind], { edge: edge.kind }));
    }
  }
  if (kind !== 'parallel' && isEmpty(step.name)) problems.push(must('no-name', step.id, 'name'));
  if (carriedOut.has(kind) && isEmpty(step.who)) problems.push(must('no-who', step.id, 'who'));
  if (authorised.has(kind) && isEmpty(step.authority)) problems.push(must('no-authority', step.id, 'authority'));
  problems.push(...needsOfKind(step, kind));
  if (authorised.has(kind)) problems.push(...legalProblems(step, jurisdictions));
  return [...problems, ...conflictsOf(step)];
}

function needsOfKind(step: Step, kind: StepKind): EditorProblem[] {
  if (conditional.has(kind)) {
    const problems = step.condition?.trim() ? [] : [must('no-condition', step.id, 'condition')];
    return step.onTrue ? problems : [...problems, must('few-branches', step.id, 'onTrue')];
  }
  if (kind === 'switch-condition') {
    const problems = step.switch?.trim() ? [] : [must('no-condition', step.id, 'switch')];
    const hasCases = isJsonObject(step.cases) && Object.keys(step.cases).length > 0;
    return hasCases ? problems : [...problems, must('few-branches', step.id, 'cases')];
  }
  if (kind === 'parallel' && (step.nextSteps?.length ?? 0) < 2) return [must('few-branches', step.id, 'nextSteps')];
  if (kind === 'playbook-action' && subPlaybookOf(step) === null) return [must('no-playbook', step.id, 'playbookId')];
  return [];
}

/** The identity in CACAO of the playbook that a step is; records of an earlier edition keep it among what they carry. */
export function subPlaybookOf(step: Pick<Step, 'playbookId' | 'extra'>): string | null {
  const carried = isJsonObject(step.extra) ? step.extra['playbook_id'] : undefined;
  return step.playbookId ?? (typeof carried === 'string' ? carried : null);
}

function legalProblems(step: Step, jurisdictions: ReadonlySet<string>): EditorProblem[] {
  const own = new Set(jurisdictionsOf(step).flatMap(({ jurisdiction, basis }) => (basis.trim() ? jurisdiction : [])));
  if (own.size === 0 && isEmpty(step.legalBasis)) return [should('no-legal-basis', step.id, 'legalBasis')];
  if (own.size === 0) return [];
  return [...jurisdictions]
    .filter((each) => !own.has(each))
    .map((each) => should('jurisdiction-missing', step.id, 'jurisdictions', each));
}

function conflictsOf(step: Step): EditorProblem[] {
  return step.conflicts.map((key) => should('conflict', step.id, key.split('.')[0] as keyof Step, key));
}

/** Steps from which some way leads to an end. */
function endingSteps(steps: readonly Step[]): ReadonlySet<RecordId> {
  const before = new Map<RecordId, RecordId[]>();
  for (const step of steps) {
    for (const { to } of stepEdges(step)) {
      const list = before.get(to);
      if (list === undefined) before.set(to, [step.id]);
      else list.push(step.id);
    }
  }
  const found = new Set(steps.filter(({ kind }) => kind === 'end').map(({ id }) => id));
  for (const id of found) for (const from of before.get(id) ?? []) found.add(from);
  return found;
}

function isEmpty(texts: Localised): boolean {
  return !Object.values(texts).some((text) => text?.trim());
}
