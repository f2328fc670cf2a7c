/** An exercise: what is practised, where and when, and against which playbooks. Words of HSEEP where it has them. */
import { declareRecord, type RecordView } from './declare-record.ts';
import { choice, date, localisedText, set, text } from './field.ts';
import { tlpLevels } from './tlp.ts';

/** HSEEP: four that are talked through, three that are carried out; and the red team, which plays the adversary. */
export const exerciseKinds = [
  'seminar',
  'workshop',
  'tabletop',
  'game',
  'drill',
  'functional',
  'full-scale',
  'red-team',
] as const;
export type ExerciseKind = (typeof exerciseKinds)[number];

export const exerciseStates = ['planned', 'under-way', 'held', 'cancelled'] as const;
export type ExerciseState = (typeof exerciseStates)[number];

export const exercise = declareRecord({
  type: 'exercise',
  version: 3,
  parent: null,
  appendOnly: false,
  retainedFrom: 'end',
  fields: {
    title: localisedText({ listed: true, searched: 'title', max: 2_000 }),
    /** Short human reference of the network, `EX-26-004`. */
    reference: text({ listed: true, searched: 'title', max: 60 }),
    kind: choice(exerciseKinds, { listed: true }),
    state: choice(exerciseStates, { listed: true }),
    /** Language in which it was written; the others are translations of it. */
    language: text({ listed: true, max: 35 }),
    place: text({ listed: true, searched: true, max: 500 }),
    /** IANA zone of the place. */
    timeZone: text({ listed: true, max: 60 }),
    start: date({ listed: true }),
    /** The last day, included. */
    end: date({ listed: true }),
    /** Objectives as this type kept them before they were records of their own ([EX1]), one on each line. */
    objectives: localisedText({ searched: true }),
    /** HSEEP's scope: what is played, by whom and how far, and what is not. */
    extent: localisedText({ searched: true }),
    scenario: localisedText({ searched: true }),
    organisations: set({ listed: true, searched: true }),
    /** Who leads it. */
    director: text({ listed: true, max: 300 }),
    /** Who does what in it, by name ([EX11]). */
    controllers: set({ listed: true }),
    /** Who agrees on the ratings of the evaluators ([EX21]). */
    leadEvaluator: text({ listed: true, max: 300 }),
    evaluators: set({ listed: true }),
    simulators: set({ listed: true }),
    players: set({ listed: true }),
    observers: set({ listed: true }),
    /** Ids of the playbooks that it exercises. */
    playbooks: set({ listed: true }),
    marking: choice(tlpLevels, { listed: true }),
  },
});
export type Exercise = RecordView<typeof exercise>;
