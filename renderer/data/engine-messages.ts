/** What page and engine worker say to each other; the one list both sides import. */
import type { EngineApi, Reading } from '../../shared/sync/engine-api.ts';

const methods: Record<EngineMethod, true> = {
  list: true,
  open: true,
  history: true,
  apply: true,
  keepChunks: true,
  chunk: true,
  wantFiles: true,
  filesHere: true,
  fileUse: true,
  sync: true,
  sealCopy: true,
  status: true,
  waiting: true,
  notAccepted: true,
  putAway: true,
  networkGlance: true,
  conflict: true,
  typedAnswers: true,
  keepTyped: true,
  identity: true,
  meet: true,
  answerRoom: true,
  neighbours: true,
  unconfirmed: true,
  check: true,
  repairs: true,
  witness: true,
  audit: true,
  purges: true,
  lease: true,
  parties: true,
  agreedParties: true,
  answerParty: true,
  leaveBehind: true,
  travel: true,
};
export type EngineMethod = keyof EngineApi;
export const engineMethods = Object.keys(methods) as readonly EngineMethod[];

/** The record type whose list every first screen asks. */
export const firstListed = 'playbook';

export interface StartOptions {
  /** Rows are missing: look before anything is read, and rebuild from the journal. */
  readonly isSuspect: boolean;
}

/** What the start found, for the person to be told. Kinds as the engine names them. */
export interface StartReport {
  readonly kind: 'whole' | 'caught-up' | 'rebuilt' | 'rescued';
  /** Operations read from the journal. */
  readonly operations: number;
  /** Stretches of the journal that are damaged or gone. */
  readonly damaged: number;
  /** By what it is judged at the start what is shown. */
  readonly reading: Reading;
}
