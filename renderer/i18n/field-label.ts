import type { TFunction } from 'i18next';
import { splitFieldKey } from '../../shared/domain/declare-record.ts';
import { firstPlaceField } from '../../shared/domain/move/first-place-field.ts';
import { existenceField } from '../../shared/domain/record-state.ts';

type Words = TFunction<'records'>;

const labels: Readonly<Record<string, (t: Words) => string>> = {
  [existenceField]: (t) => t('field.exists'),
  [firstPlaceField]: (t) => t('field.movedFrom'),
  title: (t) => t('field.title'),
  name: (t) => t('field.name'),
  description: (t) => t('field.text'),
  text: (t) => t('field.text'),
  reference: (t) => t('field.reference'),
  state: (t) => t('field.state'),
  releaseNumber: (t) => t('field.releaseNumber'),
  language: (t) => t('field.language'),
  region: (t) => t('field.region'),
  marking: (t) => t('field.marking'),
  priority: (t) => t('field.priority'),
  severity: (t) => t('field.severity'),
  impact: (t) => t('field.impact'),
  revoked: (t) => t('field.revoked'),
  validFrom: (t) => t('field.validFrom'),
  validUntil: (t) => t('field.validUntil'),
  reviewDate: (t) => t('field.reviewDate'),
  who: (t) => t('field.who'),
  authority: (t) => t('field.authority'),
  legalBasis: (t) => t('field.legalBasis'),
  caution: (t) => t('field.caution'),
  authorityCondition: (t) => t('field.authorityCondition'),
  jurisdictions: (t) => t('field.jurisdictions'),
  proportionality: (t) => t('field.proportionality'),
  rights: (t) => t('field.rights'),
  references: (t) => t('field.references'),
  playbookId: (t) => t('field.playbookId'),
  onCompletion: (t) => t('field.next'),
  onSuccess: (t) => t('field.onSuccess'),
  onFailure: (t) => t('field.onFailure'),
  onTrue: (t) => t('field.onTrue'),
  onFalse: (t) => t('field.onFalse'),
  nextSteps: (t) => t('field.nextSteps'),
  cases: (t) => t('field.cases'),
  condition: (t) => t('field.condition'),
  switch: (t) => t('field.condition'),
  commands: (t) => t('field.commands'),
  workflowStart: (t) => t('field.workflowStart'),
  delay: (t) => t('field.delay'),
  timeout: (t) => t('field.timeout'),
  place: (t) => t('field.place'),
  startedAt: (t) => t('field.startedAt'),
  choice: (t) => t('field.decision'),
  aims: (t) => t('field.aims'),
  duration: (t) => t('field.duration'),
  start: (t) => t('field.start'),
  end: (t) => t('field.end'),
  timeZone: (t) => t('field.timeZone'),
  seats: (t) => t('field.seats'),
  organisation: (t) => t('field.organisation'),
  transliteration: (t) => t('field.transliteration'),
  role: (t) => t('field.role'),
  email: (t) => t('field.email'),
  sameAs: (t) => t('field.sameAs'),
  kind: (t) => t('field.kind'),
  objectives: (t) => t('field.objectives'),
  competencies: (t) => t('field.competencies'),
  playbooks: (t) => t('field.playbooks'),
  extent: (t) => t('field.extent'),
  scenario: (t) => t('field.scenario'),
  director: (t) => t('field.director'),
  facilitator: (t) => t('field.facilitator'),
  overview: (t) => t('field.overview'),
  observation: (t) => t('field.observation'),
  analysis: (t) => t('field.analysis'),
  capability: (t) => t('field.capability'),
  owner: (t) => t('field.owner'),
  element: (t) => t('field.element'),
  due: (t) => t('field.due'),
  doneOn: (t) => t('field.doneOn'),
  evidence: (t) => t('field.evidence'),
  proposal: (t) => t('field.proposal'),
  finding: (t) => t('field.finding'),
  step: (t) => t('field.step'),
  purpose: (t) => t('field.purpose'),
  ruling: (t) => t('field.decision'),
  session: (t) => t('field.session'),
  person: (t) => t('field.person'),
  status: (t) => t('field.status'),
  registeredOn: (t) => t('field.registeredOn'),
  day: (t) => t('field.day'),
  part: (t) => t('field.part'),
  mark: (t) => t('field.mark'),
  at: (t) => t('field.at'),
  by: (t) => t('field.by'),
  note: (t) => t('field.note'),
  corrects: (t) => t('field.corrects'),
  course: (t) => t('field.course'),
  instructors: (t) => t('field.instructors'),
  terms: (t) => t('field.terms'),
  act: (t) => t('field.agreementAct'),
  asked: (t) => t('field.asked'),
  answer: (t) => t('field.answer'),
  request: (t) => t('field.request'),
  rule: (t) => t('field.rule'),
  reason: (t) => t('field.reason'),
  until: (t) => t('field.validUntil'),
  word: (t) => t('field.erasureWord'),
  adaptable: (t) => t('field.adaptable'),
  base: (t) => t('field.coreBase'),
  legalReference: (t) => t('field.legalReference'),
};

/** What a field is called, without its language: `description.ar` is "text". Rare ones keep their own name. */
export function fieldLabel(t: Words, key: string): string {
  const [name] = splitFieldKey(key);
  return labels[name]?.(t) ?? t('field.other', { name });
}

/** What a type of record is called, for one without a title. */
export function typeLabel(t: Words, type: string): string {
  switch (type) {
    case 'playbook':
      return t('type.playbook');
    case 'step':
      return t('type.step');
    case 'run':
      return t('type.run');
    case 'run-event':
      return t('type.runEvent');
    case 'attachment':
      return t('type.attachment');
    case 'course':
      return t('type.course');
    case 'session':
      return t('type.session');
    case 'person':
      return t('type.person');
    case 'enrolment':
      return t('type.enrolment');
    case 'attendance-mark':
      return t('type.attendanceMark');
    case 'access-entry':
      return t('type.accessEntry');
    case 'exercise':
      return t('type.exercise');
    case 'review':
      return t('type.review');
    case 'finding':
      return t('type.finding');
    case 'decision':
      return t('type.decision');
    case 'agreement':
      return t('type.agreement');
    case 'agreement-act':
      return t('type.agreementAct');
    case 'access-request':
      return t('type.accessRequest');
    case 'access-answer':
      return t('type.accessAnswer');
    case 'retention-rule':
      return t('type.retentionRule');
    case 'retention-act':
      return t('type.retentionAct');
    case 'retention-hold':
      return t('type.retentionHold');
    case 'erasure-request':
      return t('type.erasureRequest');
    case 'erasure':
      return t('type.erasure');
    case 'adaptation':
      return t('type.adaptation');
    case 'adaptation-piece':
      return t('type.adaptationPiece');
    case 'action':
      return t('type.action');
    default:
      return t('type.unknown');
  }
}
