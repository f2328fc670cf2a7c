/** Who may do what where, on the coordinator's page: reading it, proposing roles, signing, and taking away. */
import type { FastifyInstance } from 'fastify';
import { ok } from '../../shared/base/result.ts';
import { nothingSchema } from '../../shared/coordinator/contract.ts';
import {
  membersSchema,
  proposalIdSchema,
  proposeRolesSchema,
  takeRoleSchema,
} from '../../shared/coordinator/members-contract.ts';
import { addCoordinatorEndpoint, type PageParts } from '../coordinator/endpoint.ts';
import { proposeRoles, signProposal, takeRole, withdrawProposal } from './decide-grants.ts';
import { readMembers } from './read-members.ts';

export function addGrantRoutes(app: FastifyInstance, parts: PageParts): void {
  const { ports } = parts;
  addCoordinatorEndpoint(app, parts, {
    path: '/members',
    summary: 'Who holds which role in which scope, since when and by whom, and what is proposed',
    action: 'see-members',
    answer: membersSchema,
    work: async (tx, who) => ok(await readMembers(tx, ports, who)),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/members/propose',
    summary: 'Proposes roles for somebody, which others have to sign',
    action: 'give-roles',
    body: proposeRolesSchema,
    answer: nothingSchema,
    work: (tx, who, body) => proposeRoles(tx, ports, who, body),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/members/sign',
    summary: 'Signs a proposal; the last signature that it needs gives the roles',
    action: 'give-roles',
    body: proposalIdSchema,
    answer: nothingSchema,
    work: (tx, who, { id }) => signProposal(tx, ports, who, id),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/members/withdraw',
    summary: 'Takes a proposal back, or says no to it',
    action: 'give-roles',
    body: proposalIdSchema,
    answer: nothingSchema,
    work: (tx, who, { id }) => withdrawProposal(tx, ports, who, id),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/members/take',
    summary: 'Takes a role away at once',
    action: 'take-roles',
    body: takeRoleSchema,
    answer: nothingSchema,
    work: (tx, who, body) => takeRole(tx, ports, who, body),
  });
}
