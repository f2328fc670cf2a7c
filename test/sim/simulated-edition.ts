/**
 * The editions of the simulated laptops and hubs: those of test/support/editions.ts, under numbers that stay. The number is part of
 * every operation's id, so a new type of record would else give all operations of a seed other ids, and each planted bug would show
 * somewhere else. Worlds of one edition run today's.
 */
import type { Edition } from '../../shared/domain/edition.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { type EditionName, editions } from '../support/editions.ts';

/** Playbooks stand for persons, who may be erased; content is reviewed where a world says so. */
function simulated(edition: Edition, schemaVersion: number, isReviewed: boolean): Edition {
  const { reviewed, ...known } = edition.declarationOf(playbook.type) ?? playbook;
  const person = { ...known, personal: true, ...(isReviewed && reviewed !== undefined ? { reviewed } : {}) };
  return {
    ...edition,
    schemaVersion,
    declarationOf: (type) => (type === playbook.type ? person : edition.declarationOf(type)),
  };
}

const allSimulated = (isReviewed: boolean): Readonly<Record<EditionName, Edition>> => ({
  old: simulated(editions.old, 16, isReviewed),
  today: simulated(editions.today, 17, isReviewed),
  next: simulated(editions.next, 18, isReviewed),
});

export const simulatedEditions = allSimulated(false);
const reviewingEditions = allSimulated(true);

/**
 * The editions of a world's laptops: in every tenth world, none of them one in which a planted bug is looked for first, playbooks
 * are reviewed, and whoever changes one leaves a trace ([CF5]).
 */
export function editionsIn(seed: number): typeof simulatedEditions {
  return seed % 10 === 8 ? reviewingEditions : simulatedEditions;
}

export const simulatedEdition: Edition = simulatedEditions.today;
