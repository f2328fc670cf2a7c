/**
 * What a document for people becomes: headings are steps, items of numbered lists are their actions. Shown to a person, who
 * may leave steps out, before anything is saved.
 */
import type { Json, JsonObject } from '../../base/json.ts';
import { derivedIdentifier } from '../cacao/identifiers.ts';
import { type Reason, reason } from '../cacao/reason.ts';
import { type Block, boldLevel, type Outline } from './outline.ts';

export interface PlannedStep {
  readonly name: string;
  readonly description: string;
  readonly actions: readonly string[];
  readonly line: number;
}

export interface OutlinePlan {
  readonly title: string;
  readonly description: string;
  readonly steps: readonly PlannedStep[];
  /** Tells this file from others: the identities of what is made from it are derived from it. */
  readonly source: string;
}

/** A name that is longer is cut; the text has all of it. */
const longestName = 160;

/** The plan, or why there is none. `fileName` gives a title to a document that has none. */
export function planOfOutline(
  outline: Outline,
  fileName: string,
  source: string,
): { readonly plan: OutlinePlan; readonly reasons: readonly Reason[] } | Reason {
  const { blocks, title, isBold } = titled(outline);
  const { before, sections } = sectionsOf(blocks, isBold);
  const steps = [...before.actions.map(stepOfAction), ...stepsOfSections(sections)];
  if (steps.length === 0) return { ...reason('outline-no-steps', 'refused'), line: 1 };
  const reasons = [...outline.reasons];
  const [first] = sections;
  if (isBold && first !== undefined) reasons.push({ ...reason('headings-from-bold', 'note'), line: first.line });
  const plan = {
    title: title ?? titleOfFile(fileName),
    description: before.texts.join('\n\n'),
    steps,
    source,
  };
  return { plan, reasons };
}

/** The plan as CACAO 2.0: one step after the other, without those left out (by their place in the plan). */
export function documentOfPlan(plan: OutlinePlan, leftOut: ReadonlySet<number> = new Set()): JsonObject {
  const id = (type: string, part: string) => derivedIdentifier(type, `${plan.source} ${part}`);
  const kept = plan.steps
    .map((step, i) => ({ step, id: id('action', String(i)), i }))
    .filter(({ i }) => !leftOut.has(i));
  const [start, end, agent] = [id('start', 'start'), id('end', 'end'), id('individual', 'agent')];
  const workflow: Record<string, Json> = { [start]: { type: 'start', on_completion: kept[0]?.id ?? end } };
  for (const [place, { step, id: key }] of kept.entries()) {
    const commands = (step.actions.length > 0 ? step.actions : [step.name]).map((command) => ({
      type: 'manual',
      command,
    }));
    workflow[key] = {
      type: 'action',
      name: step.name,
      ...(step.description === '' ? {} : { description: step.description }),
      commands,
      agent,
      on_completion: kept[place + 1]?.id ?? end,
    };
  }
  workflow[end] = { type: 'end' };
  return {
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: id('playbook', 'playbook'),
    name: plan.title,
    ...(plan.description === '' ? {} : { description: plan.description }),
    created_by: id('identity', 'author'),
    workflow_start: start,
    workflow,
    // Every action of CACAO names who carries it out; a document for people speaks to whoever reads it.
    agent_definitions: { [agent]: { type: 'individual', name: 'Reader' } },
  };
}

interface Section {
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly texts: string[];
  readonly actions: Block[];
}

/** Takes the title out: the first heading when no other is of its rank. */
function titled(outline: Outline) {
  const strong = outline.blocks.filter((block) => block.kind === 'heading' && block.level < boldLevel);
  const [first] = strong;
  const isAlone = first !== undefined && strong.every((other) => other === first || other.level > first.level);
  // A title that the file gives itself stands over a heading that says something else.
  const isTitle = isAlone && (outline.title === null || outline.title === first.text);
  const blocks = isTitle ? outline.blocks.filter((block) => block !== first) : outline.blocks;
  const isBold = strong.length - (isTitle ? 1 : 0) === 0 && blocks.some((block) => block.kind === 'heading');
  return { blocks, title: (isTitle ? first.text : outline.title) || null, isBold };
}

function sectionsOf(blocks: readonly Block[], isBold: boolean) {
  const before: Section = { level: 0, title: '', line: 1, texts: [], actions: [] };
  const sections: Section[] = [];
  for (const block of blocks) {
    const { kind, level, text, line } = block;
    const current = sections.at(-1) ?? before;
    const isHeading = kind === 'heading' && (level < boldLevel || isBold);
    if (isHeading) sections.push({ level, title: text, line, texts: [], actions: [] });
    else if (kind === 'action') current.actions.push(block);
    else current.texts.push(text);
  }
  return { before, sections };
}

/** A heading with nothing below it but deeper headings is no step: its words stand before theirs. */
function isEmptyAbove(section: Section, next: Section | undefined): boolean {
  return section.texts.length === 0 && section.actions.length === 0 && next !== undefined && next.level > section.level;
}

function stepsOfSections(sections: readonly Section[]): PlannedStep[] {
  const steps: PlannedStep[] = [];
  /** Headings that the present one stands below; an empty text for those that are steps themselves. */
  const above: { readonly level: number; readonly title: string }[] = [];
  for (const [i, section] of sections.entries()) {
    const { level, title, texts, line } = section;
    while ((above.at(-1)?.level ?? 0) >= level) above.pop();
    const isEmpty = isEmptyAbove(section, sections[i + 1]);
    if (!isEmpty) {
      const last = above.findLastIndex((each) => each.title === '');
      const name = [...above.slice(last + 1).map((each) => each.title), title].join(' – ');
      steps.push({ name, description: texts.join('\n\n'), actions: section.actions.map(({ text }) => text), line });
    }
    above.push({ level, title: isEmpty ? title : '' });
  }
  return steps;
}

/** An action that stands under no heading is a step of its own. */
function stepOfAction({ text, line }: Block): PlannedStep {
  const [firstLine = ''] = text.split('\n', 1);
  const isShort = firstLine.length <= longestName;
  const name = isShort
    ? firstLine
    : `${firstLine.slice(0, firstLine.lastIndexOf(' ', longestName) + 1 || longestName).trimEnd()}…`;
  return { name, description: name === text ? '' : text, actions: [], line };
}

function titleOfFile(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? name;
  return last.replace(/\.[a-z0-9]{1,8}$/i, '').trim() || last;
}
