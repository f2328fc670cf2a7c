/**
 * The edition of the simulated laptops and hub: today's, under a number that stays. The number is part of every operation's id,
 * so a new type of record would else give all operations of a seed other ids, and each planted bug would show somewhere else.
 */
import { type Edition, thisEdition } from '../../shared/domain/edition.ts';
import { playbook } from '../../shared/domain/playbook.ts';

export const simulatedEdition: Edition = {
  ...thisEdition,
  schemaVersion: 17,
  // Playbooks stand for persons, who may be erased.
  declarationOf: (type) => (type === playbook.type ? { ...playbook, personal: true } : thisEdition.declarationOf(type)),
};
