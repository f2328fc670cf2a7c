/** How many people a file of a record names: said before it leaves ([SH7]). Pure. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { ReviewDocument } from '../review/review-document.ts';
import type { RunReport } from '../run-report.ts';

/** Who led, did, wrote, took over or was handed something in a run. */
export function peopleInReport({ people, leaders, steps, entries }: RunReport): number {
  return countOf([
    ...people,
    ...leaders.flatMap(({ name, from }) => [name, from]),
    ...steps.flatMap(({ by, takenBy, photos }) => [by, takenBy, ...photos.map((photo) => photo.by)]),
    ...entries.flatMap(({ by, to }) => [by, to]),
  ]);
}

/** Who led a review, took part, rated, agreed, and owns what is to be done. */
export function peopleInReview({ facilitator, participants, plan, ratings }: ReviewDocument): number {
  return countOf([
    facilitator,
    ...participants,
    ...plan.map(({ owner }) => owner),
    ...ratings.flatMap((row) => [row.agreedBy, ...row.ratings.map(({ name }) => name)]),
  ]);
}

/** The individuals among the agents and targets of a CACAO document. */
export function peopleInCacao(document: JsonObject): number {
  const defined = [document['agent_definitions'], document['target_definitions']].flatMap((held = null) =>
    isJsonObject(held) ? Object.values(held) : [],
  );
  return countOf(defined.map(nameOfIndividual));
}

function nameOfIndividual(agent: Json): string | null {
  if (!isJsonObject(agent) || agent['type'] !== 'individual') return null;
  return typeof agent['name'] === 'string' ? agent['name'] : null;
}

function countOf(names: readonly (string | null)[]): number {
  return new Set(names.map((name) => name?.trim() ?? '').filter((name) => name !== '')).size;
}
