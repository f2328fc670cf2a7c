/** The steps of a playbook as the reader shows them: order, numbers, where each leads. Pure. */
import type { Step } from '../../../shared/domain/step.ts';
import { type StepEdge, stepEdges } from '../../../shared/domain/workflow/step-edges.ts';
import { inReadingOrder, type Workflow, workflowOf } from '../../../shared/domain/workflow/workflow-of.ts';

export interface NumberedStep {
  readonly step: Step;
  readonly number: number;
  /** Branches first, then what follows; those that lead nowhere too. */
  readonly edges: readonly StepEdge[];
}

export interface StepsModel {
  /** In reading order; without start and end, which nobody carries out. */
  readonly listed: readonly NumberedStep[];
  /** Every step by id in reading order, start and end too. */
  readonly byId: ReadonlyMap<string, Step>;
  readonly numberOf: ReadonlyMap<string, number>;
  readonly workflow: Workflow;
  readonly decisions: number;
  /** Edges that lead nowhere. */
  readonly dangling: number;
}

export const decisionKinds: ReadonlySet<string> = new Set(['if-condition', 'while-condition', 'switch-condition']);

/** @param start The playbook's `workflowStart`, @param exception its `workflowException`. */
export function stepsModel(
  steps: readonly Step[],
  start: string | null = null,
  exception: string | null = null,
): StepsModel {
  const byId = new Map(inReadingOrder(steps).map((step) => [step.id, step]));
  const workflow = workflowOf(steps, start, exception);
  const listed = workflow.nodes.flatMap(({ id, number }): NumberedStep[] => {
    const step = byId.get(id);
    return number === null || step === undefined ? [] : [{ step, number, edges: stepEdges(step) }];
  });
  return {
    listed,
    byId,
    numberOf: new Map(listed.map(({ step, number }) => [step.id, number])),
    workflow,
    decisions: listed.filter(({ step }) => decisionKinds.has(step.kind ?? '')).length,
    dangling: workflow.problems.filter((problem) => problem.kind === 'dangling').length,
  };
}

/** The texts of commands: `manual` ones are meant for a person, the others are shown and never run. */
export interface ShownCommand {
  readonly text: string;
  readonly manual: boolean;
}

export function commandsOf(step: Step): ShownCommand[] {
  if (!Array.isArray(step.commands)) return [];
  return (step.commands as readonly unknown[]).flatMap((raw) => {
    const command = raw as { type?: unknown; command?: unknown; description?: unknown } | null;
    const text = typeof command?.command === 'string' ? command.command : command?.description;
    const manual = command?.type === 'manual';
    if (typeof text !== 'string' || text === '' || (manual && saysTheSame(step, text))) return [];
    return [{ text, manual }];
  });
}

/** CACAO wants a command in every action; one that only repeats the step's own words is read once. */
function saysTheSame(step: Step, text: string): boolean {
  const said = plainWords(text);
  return [step.name, step.description].some((field) =>
    Object.values(field ?? {}).some((own) => ` ${plainWords(own ?? '')} `.includes(` ${said} `)),
  );
}

/** Letters and digits only, in one case: a full stop or a line break says nothing new. */
function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
