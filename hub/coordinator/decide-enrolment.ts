/** Enrolment codes and revocation by a coordinator: what one person may do, and nothing that gives power to power. */
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { type PersonId, uuidv7 } from '../../shared/base/ids.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { AnsweredAsk } from '../../shared/coordinator/ask-contract.ts';
import type { AnsweredRequest, AnswerRequest, CreateCode, CreatedCode } from '../../shared/coordinator/contract.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { withPin } from '../../shared/protocol/enrolment-code.ts';
import { codeLifeMs, createCode } from '../enrol/code.ts';
import { answerAsk, type FindFailure, findAsk } from '../enrol/decide-ask.ts';
import { namedBySeveral } from '../grants/open-proposals.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { type AnswerFailure, answerRequest, openForAnswer } from '../trust/answer-request.ts';
import { revoke } from '../trust/revoke.ts';
import { type Coordinator, givableRoles, mayEnrol, scopesFor } from './access.ts';
import { devicesOf } from './read-network.ts';

interface Ports {
  readonly clock: Clock;
  readonly random: Random;
}

type EnrolFailure = Failure<'not-found'> | Failure<'not-yours-to-give'>;

/** Makes people known, gives them roles and makes one code for a device of theirs; the hub's pin goes along with it. */
export async function createEnrolmentCode(
  tx: HubTransaction,
  { ports, pin }: { readonly ports: Ports; readonly pin: string | null },
  who: Coordinator,
  order: CreateCode,
): Promise<Result<CreatedCode, EnrolFailure>> {
  const ready = await readyPeople(tx, ports, who, order);
  if (!ready.ok) return ready;
  const persons = ready.value;
  const code = await createCode(
    tx,
    ports,
    persons.map(({ person }) => person),
    who.person,
  );
  return ok({ code: withPin(code, pin), endsAt: ports.clock.now() + codeLifeMs, persons });
}

/** The same for a laptop whose request came without a network: its answer is made at once ([OE2]). */
export async function answerByCoordinator(
  tx: HubTransaction,
  {
    ports,
    pin,
    origin,
  }: { readonly ports: ExchangePorts; readonly pin: string | null; readonly origin: string | null },
  who: Coordinator,
  { request, address, ...order }: AnswerRequest,
): Promise<Result<AnsweredRequest, EnrolFailure | AnswerFailure>> {
  const bytes = fromHex(request);
  // Before anybody is made known for it: expected failures commit.
  const opened = await openForAnswer(tx, bytes);
  if (!opened.ok) return opened;
  const ready = await readyPeople(tx, ports, who, order);
  if (!ready.ok) return ready;
  const persons = ready.value.map(({ person }) => person);
  const answered = await answerRequest(tx, ports, {
    request: bytes,
    persons,
    by: who.person,
    address: origin ?? new URL(address).origin,
    pin,
  });
  if (!answered.ok) return answered;
  const { answer, words, goodUntil } = answered.value;
  return ok({ answer: toHex(answer), words: [...words], goodUntil, persons: ready.value });
}

/** Lets such a device in for the people of an order, with roles as for a code. */
export async function answerAsking(
  tx: HubTransaction,
  ports: Ports,
  who: Coordinator,
  { userCode, ...order }: CreateCode & { readonly userCode: string },
): Promise<Result<AnsweredAsk, EnrolFailure | FindFailure>> {
  const found = await findAsk(tx, ports, who.person, userCode);
  if (!found.ok) return found;
  const ready = await readyPeople(tx, ports, who, order);
  if (!ready.ok) return ready;
  await answerAsk(tx, ports, found.value, { persons: ready.value.map(({ person }) => person), by: who.person });
  return ok({ persons: ready.value });
}

/** Says no to such a device. */
export async function refuseAsking(
  tx: HubTransaction,
  ports: Ports,
  who: Coordinator,
  userCode: string,
): Promise<Result<Record<string, never>, FindFailure>> {
  const found = await findAsk(tx, ports, who.person, userCode);
  if (!found.ok) return found;
  await answerAsk(tx, ports, found.value, { persons: [], by: who.person });
  return ok({});
}

/** The people of an order, known to the hub and with the roles of the order; nothing when they are not the coordinator's to enrol. */
async function readyPeople(
  tx: HubTransaction,
  ports: Ports,
  who: Coordinator,
  { persons, newPersons, grants }: CreateCode,
): Promise<Result<Profile[], EnrolFailure>> {
  const mine = scopesFor(who.grants, 'enrol');
  const known = await tx.persons(persons);
  if (known.length !== new Set(persons).size || known.length + newPersons.length === 0) {
    return fail({ kind: 'not-found' });
  }
  const mayGive = grants.every(({ scope, roles }) => mine.includes(scope) && roles.every(isGivable));
  if (!mayGive) return fail({ kind: 'not-yours-to-give' });
  // Roles are written as a whole: what somebody takes away meanwhile would come back.
  await tx.lockScopes(grants.map(({ scope }) => scope));
  const held = await tx.grants(persons);
  const ofSeveral = await namedBySeveral(tx, persons, ports.clock.now());
  if (!known.every(({ person }) => mayEnrol(person, held, mine) && !ofSeveral.has(person)))
    return fail({ kind: 'not-yours-to-give' });
  const everybody: Profile[] = [...known];
  for (const { name, centre } of newPersons) {
    const person = { person: uuidv7(ports.clock, ports.random), name, centre };
    await tx.addPerson(person);
    everybody.push(person);
  }
  const rolesOf = (person: PersonId, scope: string) =>
    held.find((grant) => grant.person === person && grant.scope === scope && grant.until === undefined)?.roles ?? [];
  for (const { scope, roles } of grants) {
    for (const { person } of everybody) await tx.setRoles(person, scope, [...rolesOf(person, scope), ...roles]);
  }
  return ok(everybody);
}

function isGivable(role: Role): boolean {
  return givableRoles.includes(role);
}

/** Makes an open code worthless; anybody who may enrol its people may. */
export async function withdrawCode(
  tx: HubTransaction,
  who: Coordinator,
  selector: string,
): Promise<Result<Record<string, never>, Failure<'not-found'>>> {
  const code = await tx.lockCode(selector);
  const mine = scopesFor(who.grants, 'enrol');
  const held = code === null ? [] : await tx.grants(code.persons);
  const isMine =
    code !== null && (code.madeBy === who.person || code.persons.every((one) => mayEnrol(one, held, mine)));
  if (!isMine || code.usedBy !== null) return fail({ kind: 'not-found' });
  await tx.saveCode({ ...code, triesLeft: 0 });
  return ok({});
}

/** Withdraws a device's key: refused at its next request. One person is enough, and it cannot be taken back. */
export async function revokeDevice(
  tx: HubTransaction,
  ports: Pick<ExchangePorts, 'clock' | 'sign'>,
  who: Coordinator,
  { device: id, wipe = false }: { readonly device: string; readonly wipe?: boolean | undefined },
): Promise<Result<{ device: string; revokedAt: number }, Failure<'not-found'> | Failure<'hub-has-no-key'>>> {
  const seen = await devicesOf(tx, scopesFor(who.grants, 'revoke'));
  const device = seen.some((one) => one.id === id) ? await tx.lockDevice(id) : null;
  if (device === null) return fail({ kind: 'not-found' });
  return revoke(tx, ports, device, { by: who.person, wipe });
}
