/**
 * Taking back what this hub gave before it was restored from an older backup ([RH2], [RH3]). A page that the hub proved is
 * its own word: its operations were accepted once, from these authors, and nobody is asked again. They go to the end of
 * their scope's order. Anything else is no page and is passed over.
 */
import { rulingOf } from '../../shared/domain/decision.ts';
import { arrivalOf } from '../../shared/domain/move/moved.ts';
import type { Operation, StoredOperation } from '../../shared/protocol/operation.ts';
import { accessWordsIn, settleAccess } from '../access/settle-access.ts';
import { signersIn } from '../approvals/judge-signer.ts';
import { carryOutErasures } from '../erasure/carry-out-erasure.ts';
import { decisionAbout } from './carry-out.ts';
import { chunksNamedBy } from './chunks-named.ts';
import { leftOf, recordAfter, wordsIn } from './desk.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { Device, HubIdentity, HubTransaction, KnownRecord, LogEntry } from './hub-store.ts';
import { endAt, placeAfter } from './place-after.ts';
import { ourPage } from './proofs.ts';

/** Takes proved pages that a device brought. Returns how many operations got a place again. */
export async function takeProved(
  tx: HubTransaction,
  ports: ExchangePorts,
  { hub, device }: { readonly hub: HubIdentity; readonly device: Device },
  payloads: readonly Uint8Array[],
): Promise<number> {
  const given = new Map<string, Map<string, StoredOperation>>();
  for (const payload of payloads) {
    const page = ourPage(ports, hub, payload);
    if (page === null) continue;
    const { scope, operations } = page;
    const known = given.get(scope) ?? new Map<string, StoredOperation>();
    given.set(scope, known);
    for (const operation of operations) known.set(operation.id, operation);
  }
  let placed = 0;
  await tx.seeAlso([...given.keys()]);
  const positions = await tx.lockScopes([...given.keys()]);
  const arrived = await arrivedOf(
    tx,
    [...given.values()].flatMap((known) => [...known.values()]),
  );
  for (const position of positions) {
    const here = [...(given.get(position.scope)?.values() ?? [])].filter(arrived);
    const found = await lackingOf(tx, here);
    const erased = await tx.erased([...new Set(found.map(({ record }) => record))]);
    const lacking = found.map((operation) => leftOf({ erased }, operation));
    let end = position;
    const entries: LogEntry[] = [];
    for (const operation of lacking) {
      const entry = placeAfter(end, operation);
      entries.push(entry);
      end = endAt(position.scope, entry);
    }
    await tx.append(position.scope, entries);
    await tx.release(lacking.map(({ id }) => id));
    for (const operation of lacking) await carryOutAgain(tx, operation, ports.clock.now());
    const chunks = lacking.flatMap((operation: Operation) => chunksNamedBy(operation));
    await tx.saveAgreementWords(lacking.flatMap(wordsIn));
    await tx.saveSigners(lacking.flatMap(signersIn));
    await settleAccess(tx, lacking.flatMap(accessWordsIn), ports.clock.now());
    await tx.addChunkReferences(position.scope, device.id, [...new Set(chunks)]);
    await carryOutErasures(tx, lacking, ports.clock.now());
    placed += lacking.length;
  }
  return placed;
}

/**
 * Whether what a mark of a move names is here, or comes with it: what the hub lost of the new scope may be on another device
 * or nowhere, and until it is back the record stays in the old one ([MV5]). True for everything else.
 */
async function arrivedOf(
  tx: HubTransaction,
  operations: readonly StoredOperation[],
): Promise<(operation: StoredOperation) => boolean> {
  const named = operations.flatMap(arrivalOf);
  const here = new Set([...operations.map(({ id }) => id), ...(await tx.accepted(named)).keys()]);
  return (operation) => arrivalOf(operation).every((id) => here.has(id));
}

/** Those that have no place now; what they say of their records is written. A record that belongs elsewhere now stays there. */
async function lackingOf(tx: HubTransaction, operations: readonly StoredOperation[]): Promise<StoredOperation[]> {
  const accepted = await tx.accepted(operations.map(({ id }) => id));
  const known = new Map(
    (await tx.records([...new Set(operations.map(({ record }) => record))])).map((one) => [one.id, one]),
  );
  const changed = new Map<string, KnownRecord>();
  const lacking = operations.filter(({ id, record, scope, type }) => {
    const here = known.get(record);
    return !accepted.has(id) && (here === undefined || (here.scope === scope && here.type === type));
  });
  for (const operation of lacking) {
    const record = recordAfter(known.get(operation.record), operation);
    if (record === null) continue;
    known.set(record.id, record);
    changed.set(record.id, record);
  }
  await tx.saveRecords([...changed.values()]);
  return lacking;
}

/** A decision that comes back settles what this hub still, or again, holds of it ([HB12]). What it accepted came back itself. */
async function carryOutAgain(tx: HubTransaction, operation: StoredOperation, at: number): Promise<void> {
  const ruling = rulingOf(operation);
  if (ruling === null || ruling.outcome === 'accepted') return;
  const { outcome: reason } = ruling;
  const kept = await tx.lockKept(ruling.operations);
  const held = kept.filter((one) => one.outcome.kind === 'quarantined' && one.operation.scope === operation.scope);
  await tx.keep(held.map((one) => ({ ...one, outcome: { kind: 'refused', id: one.outcome.id, reason } })));
  await tx.saveDecisions(held.map((one) => decisionAbout(one, ruling, at)));
}
