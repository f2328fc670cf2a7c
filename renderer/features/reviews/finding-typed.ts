/** What stands in the form of a finding, and the fields that it becomes. Pure. */
import type { Json } from '../../../shared/base/json.ts';
import { type Finding, type FindingKind, findingKinds } from '../../../shared/domain/review/finding.ts';
import type { ChosenStep } from './step-field.tsx';

export interface TypedFinding {
  readonly language: string;
  readonly kind: FindingKind;
  readonly title: string;
  readonly capability: string;
  readonly observation: string;
  readonly analysis: string;
  readonly reference: string;
  readonly about: ChosenStep | null;
}

/** The form of a finding, in the language it was written in. */
export function typedOf(finding: Finding): TypedFinding {
  const written = finding.language ?? 'en';
  const { playbook, step } = finding;
  return {
    language: written,
    kind: finding.kind ?? 'improvement',
    title: finding.title[written] ?? '',
    capability: finding.capability ?? '',
    observation: finding.observation[written] ?? '',
    analysis: finding.analysis[written] ?? '',
    reference: finding.reference ?? '',
    about: playbook !== undefined && step !== undefined ? { playbook, step } : null,
  };
}

/** A form that begins with what the address gives: what was seen, the step it was seen at. */
export function newFinding(language: string, given: (key: string) => string): TypedFinding {
  const [playbook, step] = [given('playbook'), given('step')];
  return {
    language,
    kind: findingKinds.find((kind) => kind === given('kind')) ?? 'improvement',
    title: '',
    capability: '',
    observation: given('observation'),
    analysis: '',
    reference: '',
    about: playbook !== '' && step !== '' ? { playbook, step } : null,
  };
}

/** By field key, as a save takes them; what is empty is cleared. */
export function keyed(values: TypedFinding): Record<string, Json> {
  const text = (typed: string) => typed.trim() || null;
  const { language } = values;
  return {
    language,
    kind: values.kind,
    [`title.${language}`]: text(values.title),
    capability: text(values.capability),
    [`observation.${language}`]: text(values.observation),
    [`analysis.${language}`]: text(values.analysis),
    reference: text(values.reference),
    playbook: values.about?.playbook ?? null,
    step: values.about?.step ?? null,
  };
}
