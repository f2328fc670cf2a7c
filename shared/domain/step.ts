/** A step of a playbook's workflow (CACAO 2.0, section 4). Edges are fields of the step. */
import { z } from 'zod';
import { allowanceField } from './adaptation/adaptable.ts';
import { declareRecord, type RecordView } from './declare-record.ts';
import { choice, doctrineText, json, number, order, reference, set, text } from './field.ts';

/** The eight step types of CACAO 2.0. */
export const stepKinds = [
  'start',
  'end',
  'action',
  'playbook-action',
  'parallel',
  'if-condition',
  'while-condition',
  'switch-condition',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** By what law in one jurisdiction. */
export interface JurisdictionBasis {
  readonly jurisdiction: string;
  readonly basis: string;
}
const jurisdictionList = z
  .array(z.looseObject({ jurisdiction: z.string().max(200), basis: z.string().max(5_000) }))
  .max(500);

/** A reference to something outside (CACAO 2.0, section 10.9); further properties are kept. */
export interface ExternalReference {
  readonly name: string;
  readonly url?: string;
}
const referenceList = z
  .array(z.looseObject({ name: z.string().max(2_000), url: z.string().max(10_000).optional() }))
  .max(1_000);

export const step = declareRecord({
  type: 'step',
  version: 2,
  parent: 'playbook',
  appendOnly: false,
  reviewed: 'with-parent',
  fields: {
    playbook: reference({ listed: true }),
    kind: choice(stepKinds, { listed: true }),
    /** Reading order among the steps of the playbook. */
    order: order(),
    name: doctrineText({ listed: true, searched: 'title', max: 2_000 }),
    description: doctrineText({ searched: true }),
    /** Who does it, who may authorise it, by what law, and what to beware of: our extension of CACAO. */
    who: doctrineText({ max: 2_000 }),
    authority: doctrineText({ searched: true, max: 2_000 }),
    legalBasis: doctrineText({ searched: true, max: 5_000 }),
    caution: doctrineText({ searched: true, max: 5_000 }),
    /** What centres may do to it ([AD2]); without it the playbook's word counts. */
    adaptable: allowanceField(),
    /** Under what condition the authority may be given; by what law in each jurisdiction, in the words of its own gazette. */
    authorityCondition: doctrineText({ max: 5_000 }),
    jurisdictions: json({ schema: jurisdictionList }),
    /** What is asked before it is done: is it no more than needed, whose rights does it touch; how evidence is kept. */
    proportionality: doctrineText({ max: 5_000 }),
    rights: doctrineText({ max: 5_000 }),
    evidence: doctrineText({ max: 5_000 }),
    /** External references as CACAO has them: a name at least, most with a `url`. */
    references: json({ schema: referenceList }),
    /** Edges: record ids of steps of the same playbook. A dangling one is a listed problem. */
    onCompletion: reference(),
    onSuccess: reference(),
    onFailure: reference(),
    onTrue: reference(),
    onFalse: reference(),
    nextSteps: set({ merge: 'keep-incumbent' }),
    /** Of a switch: case label to step record id, and the expression. */
    cases: json(),
    switch: text({ max: 10_000 }),
    condition: text({ max: 10_000 }),
    /** CACAO commands as they came; only `manual` ones are ever offered to a person, none is executed. */
    commands: json(),
    agent: text({ max: 300 }),
    /** Of a step that is another playbook: its identity in CACAO, and the edition that is meant. */
    playbookId: text({ max: 300 }),
    playbookVersion: text({ max: 60 }),
    targets: set({ merge: 'keep-incumbent' }),
    /** Milliseconds. */
    delay: number(),
    timeout: number(),
    /** The key of the step in its CACAO document, `action--<uuid>`. */
    cacaoId: text({ max: 300 }),
    extra: json(),
  },
});

export type Step = RecordView<typeof step>;
