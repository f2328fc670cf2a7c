/** A playbook: the header of a CACAO document. Its steps are records of their own (step.ts). */
import { allowanceField } from './adaptation/adaptable.ts';
import { declareRecord, type RecordView } from './declare-record.ts';
import { choice, date, doctrineText, flag, instant, json, number, reference, set, text } from './field.ts';
import { tlpLevels } from './tlp.ts';

/** The vocabulary of CACAO 2.0, section 3.1; other strings are allowed in files and kept. */
export const playbookTypes = [
  'attack',
  'detection',
  'engagement',
  'investigation',
  'mitigation',
  'notification',
  'prevention',
  'remediation',
] as const;

/** The vocabulary of CACAO 2.0 for what is done in which phase; other strings are allowed in files and kept. */
export const playbookActivities = [
  'compose-content',
  'deliver-content',
  'identify-audience',
  'identify-channel',
  'scan-system',
  'match-indicator',
  'analyze-collected-data',
  'identify-indicators',
  'scan-vulnerabilities',
  'configure-systems',
  'restrict-access',
  'disconnect-system',
  'eliminate-risk',
  'revert-system',
  'restore-data',
  'restore-capabilities',
  'map-network',
  'identify-steps',
  'step-sequence',
  'prepare-engagement',
  'execute-operation',
  'analyze-engagement-results',
] as const;

export const playbookStates = ['draft', 'in-review', 'approved', 'released', 'superseded', 'withdrawn'] as const;

export const playbook = declareRecord({
  type: 'playbook',
  version: 2,
  parent: null,
  appendOnly: false,
  reviewed: 'by-itself',
  fields: {
    title: doctrineText({ listed: true, searched: 'title', max: 2_000 }),
    description: doctrineText({ searched: true }),
    /** Short human reference of the network, `PB-0142`. */
    reference: text({ listed: true, searched: 'title', max: 60 }),
    state: choice(playbookStates, { listed: true }),
    /** Number of the release, `4.2`; absent for a draft. */
    releaseNumber: text({ listed: true, max: 30 }),
    /** Language in which it was written; the others are translations of it. */
    language: text({ listed: true, max: 35 }),
    types: set({ listed: true }),
    activities: set({ listed: true }),
    sectors: set({ listed: true }),
    labels: set({ listed: true, searched: true }),
    region: text({ listed: true, max: 200 }),
    marking: choice(tlpLevels, { listed: true }),
    /** 0 to 100; 1 is the highest priority, 0 means specifically undefined (CACAO 2.0, section 4.1). */
    priority: number({ listed: true }),
    severity: number({}),
    impact: number({}),
    revoked: flag({ listed: true }),
    validFrom: instant({}),
    validUntil: instant({ listed: true }),
    reviewDate: date({ listed: true }),
    /** The step at which the workflow begins, and the one for exceptions: record ids of steps. */
    workflowStart: reference(),
    workflowException: reference(),
    /** Identity of the document in CACAO: `playbook--<uuid>`, with its own times. */
    cacaoId: text({ listed: true, max: 300 }),
    cacaoCreated: text({ max: 60 }),
    cacaoModified: text({ listed: true, max: 60 }),
    createdBy: text({ max: 300 }),
    /** SHA-256 of the document as it was imported (its export without `modified`): tells whether it was edited here. */
    cacaoDigest: text({ max: 64 }),
    /** What centres may do to its steps, where a step does not say it itself ([AD2]). */
    adaptable: allowanceField(),
    variables: json(),
    agents: json(),
    targets: json(),
    /** Every property of the document that has no field here, as it came. */
    extra: json(),
    /** The imported file: an attachment's record id. */
    original: reference(),
  },
});

export type Playbook = RecordView<typeof playbook>;
