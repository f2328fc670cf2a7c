/**
 * The editions of the simulated laptops and hubs: those of test/support/editions.ts, under numbers that stay. The number is part of
 * every operation's id, so a new type of record would else give all operations of a seed other ids, and each planted bug would show
 * somewhere else. Worlds of one edition run today's.
 */
import type { Edition } from '../../shared/domain/edition.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { type EditionName, editions } from '../support/editions.ts';

/** Playbooks stand for persons, who may be erased. */
function simulated(edition: Edition, schemaVersion: number): Edition {
  const known = edition.declarationOf(playbook.type) ?? playbook;
  const person = { ...known, personal: true };
  return {
    ...edition,
    schemaVersion,
    declarationOf: (type) => (type === playbook.type ? person : edition.declarationOf(type)),
  };
}

export const simulatedEditions: Readonly<Record<EditionName, Edition>> = {
  old: simulated(editions.old, 16),
  today: simulated(editions.today, 17),
  next: simulated(editions.next, 18),
};

export const simulatedEdition: Edition = simulatedEditions.today;
