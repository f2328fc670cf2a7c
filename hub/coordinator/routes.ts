/** What the coordinator's page asks for once somebody is signed in. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fail, ok } from '../../shared/base/result.ts';
import {
  answerAskSchema,
  answeredAskSchema,
  findAskSchema,
  foundAskSchema,
} from '../../shared/coordinator/ask-contract.ts';
import {
  answeredRequestSchema,
  answerRequestSchema,
  codesSchema,
  createCodeSchema,
  createdCodeSchema,
  decideSchema,
  heldListSchema,
  logSchema,
  meSchema,
  nothingSchema,
  overviewSchema,
  peopleSchema,
  revokedSchema,
  revokeSchema,
  withdrawCodeSchema,
} from '../../shared/coordinator/contract.ts';
import { logFilePath } from '../../shared/coordinator/failure.ts';
import { logFileFor, readLog } from '../audit/read-log.ts';
import { findAsk } from '../enrol/decide-ask.ts';
import { scopesFor } from './access.ts';
import {
  answerAsking,
  answerByCoordinator,
  createEnrolmentCode,
  refuseAsking,
  revokeDevice,
  withdrawCode,
} from './decide-enrolment.ts';
import { decideHeld, readHeld } from './decide-held.ts';
import { addCoordinatorEndpoint, addCoordinatorFile, type PageParts } from './endpoint.ts';
import { readCodes, readMe, readOverview, readPeople } from './read-network.ts';

export function addCoordinatorRoutes(app: FastifyInstance, parts: PageParts): void {
  addReading(app, parts);
  addLog(app, parts);
  addHeld(app, parts);
  addEnrolment(app, parts);
  addAsking(app, parts);
}

function addReading(app: FastifyInstance, parts: PageParts): void {
  addCoordinatorEndpoint(app, parts, {
    path: '/me',
    summary: 'Who is signed in, and what they look after',
    action: 'see-network',
    answer: meSchema,
    work: async (tx, who) => ok(await readMe(tx, who)),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/overview',
    summary: 'Devices: last contact, what they lack, what waits on them, what is held',
    action: 'see-network',
    answer: overviewSchema,
    work: async (tx, who) => {
      const { clock, retireAfter } = parts.ports;
      return ok(await readOverview(tx, scopesFor(who.grants, 'see-network'), { now: clock.now(), retireAfter }));
    },
  });
}

function addLog(app: FastifyInstance, parts: PageParts): void {
  addCoordinatorEndpoint(app, parts, {
    path: '/log',
    summary: 'What the log of the hub holds, and which laptops vouch for it',
    action: 'see-network',
    answer: logSchema,
    work: async (tx) => ok(await readLog(tx, parts.ports)),
  });
  addCoordinatorFile(app, parts, {
    path: logFilePath,
    summary: 'The log of the hub as a file, opened where it is about what one looks after',
    action: 'see-network',
    type: 'application/jsonl',
    name: 'waypost-log.jsonl',
    async work(tx, who) {
      const file = await logFileFor(parts.store, tx, parts.ports, who);
      return file === null ? fail({ kind: 'not-found' }) : ok(file);
    },
  });
}

function addHeld(app: FastifyInstance, parts: PageParts): void {
  addCoordinatorEndpoint(app, parts, {
    path: '/held',
    summary: 'Held changes with what they contain, and what was decided before',
    action: 'decide-held',
    answer: heldListSchema,
    work: async (tx, who) => ok(await readHeld(tx, who)),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/held/decide',
    summary: 'Accepts held operations, returns them to their author, or discards them with a reason',
    action: 'decide-held',
    body: decideSchema,
    answer: z.object({ decidedAt: z.number().int() }),
    work: (tx, who, body) => decideHeld(tx, parts.ports, who, body),
  });
}

function addEnrolment(app: FastifyInstance, parts: PageParts): void {
  addCoordinatorEndpoint(app, parts, {
    path: '/people',
    summary: 'People and their roles, and whom one may enrol',
    action: 'enrol',
    answer: peopleSchema,
    work: async (tx, who) => ok(await readPeople(tx, who, parts.ports.clock.now())),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/codes',
    summary: 'Enrolment codes that can still be used, without their secrets',
    action: 'enrol',
    answer: codesSchema,
    work: async (tx, who) => ok(await readCodes(tx, who, parts.ports.clock.now())),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/codes/create',
    summary: 'Makes an enrolment code for people of a centre; told once',
    action: 'enrol',
    body: createCodeSchema,
    answer: createdCodeSchema,
    work: (tx, who, body) => createEnrolmentCode(tx, parts, who, body),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/requests/answer',
    summary: 'Answers the request of a laptop without a network, once; the answer is a file for it',
    action: 'enrol',
    body: answerRequestSchema,
    answer: answeredRequestSchema,
    work: (tx, who, body) => answerByCoordinator(tx, parts, who, body),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/codes/withdraw',
    summary: 'Makes an open enrolment code worthless',
    action: 'enrol',
    body: withdrawCodeSchema,
    answer: nothingSchema,
    work: (tx, who, { selector }) => withdrawCode(tx, who, selector),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/devices/revoke',
    summary: "Withdraws a device's key, so that it is refused at its next request; may ask it to wipe itself",
    action: 'revoke',
    body: revokeSchema,
    answer: revokedSchema,
    work: (tx, who, order) => revokeDevice(tx, parts.ports, who, order),
  });
}

function addAsking(app: FastifyInstance, parts: PageParts): void {
  addCoordinatorEndpoint(app, parts, {
    path: '/asks/find',
    summary: 'The device whose screen shows these letters',
    action: 'enrol',
    body: findAskSchema,
    answer: foundAskSchema,
    work: async (tx, who, { userCode }) => {
      const found = await findAsk(tx, parts.ports, who.person, userCode);
      if (!found.ok) return found;
      const { deviceName, address, askedAt, endsAt } = found.value;
      return ok({ deviceName, address, askedAt, endsAt });
    },
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/asks/answer',
    summary: 'Lets a device in that asked by letters, for people of a centre',
    action: 'enrol',
    body: answerAskSchema,
    answer: answeredAskSchema,
    work: (tx, who, body) => answerAsking(tx, parts.ports, who, body),
  });
  addCoordinatorEndpoint(app, parts, {
    path: '/asks/refuse',
    summary: 'Says no to a device that asked by letters',
    action: 'enrol',
    body: findAskSchema,
    answer: nothingSchema,
    work: (tx, who, { userCode }) => refuseAsking(tx, parts.ports, who, userCode),
  });
}
