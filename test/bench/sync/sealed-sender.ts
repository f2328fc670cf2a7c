/**
 * A device that seals and signs operations as the engine does, and keeps nothing: for filling hubs and for measuring what
 * a hub takes in, without a device's own work between.
 */

import { enrolDevice } from '../../../headless/enrolment.ts';
import { systemClock, systemRandom } from '../../../headless/headless-device.ts';
import { postToHub } from '../../../headless/http-transport.ts';
import { openKeyFile } from '../../../headless/key-file.ts';
import { type OperationId, uuidv7 } from '../../../shared/base/ids.ts';
import { thisEdition } from '../../../shared/domain/edition.ts';
import type { OperationDraft } from '../../../shared/domain/record-state.ts';
import { encodeBatch } from '../../../shared/protocol/batch.ts';
import { decodeReply, type SyncReply } from '../../../shared/protocol/sync-reply.ts';
import { encodeRequest } from '../../../shared/protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import { sealDrafts } from '../../../shared/sync/seal.ts';

export interface SealedBatch {
  readonly payload: Uint8Array;
  readonly operations: number;
  /** Of each operation, in order. */
  readonly ids: readonly OperationId[];
}

export interface SealedSender {
  /** One batch of actions in one scope, each a transaction of its own, signed. */
  seal(actions: readonly (readonly OperationDraft[])[]): Promise<SealedBatch>;
  /** Sends a batch; throws unless the hub accepts all of it. */
  send(batch: SealedBatch): Promise<void>;
}

/** Enrols with a code of one person; `folder` takes its key. */
export async function openSealedSender(folder: string, address: string, code: string): Promise<SealedSender> {
  const enrolled = await enrolDevice(folder, { address, code, deviceName: 'Bench' });
  if (!enrolled.ok) throw new Error(`enrol: ${enrolled.failure.kind}`);
  const { identity } = enrolled.value;
  const key = await openKeyFile(`${folder}/device-key`);
  const incarnation = uuidv7(systemClock, systemRandom);
  const origin = { author: identity.profiles[0]?.person ?? '', device: identity.device, incarnation };
  const lamports = new Map<string, number>();
  const cursors = new Map<string, SyncReply['scopes'][number]>();
  let known: Pick<SyncReply, 'epoch' | 'ticket'> | null = null;

  return {
    async seal(actions) {
      const scope = actions[0]?.[0]?.scope ?? '';
      const operations = actions.flatMap((drafts) => {
        const time = { wall: systemClock.now(), lamports, schema: thisEdition.schemaVersion };
        const sealed = sealDrafts(drafts, origin, time)?.flatMap((batch) => batch.operations) ?? [];
        lamports.set(scope, sealed.at(-1)?.lamport ?? 0);
        return sealed;
      });
      const encoded = encodeBatch({ ...origin, scope, prev: null, operations });
      const payload = encoded.payload(await key.sign(encoded.hash));
      return { payload, operations: operations.length, ids: operations.map(({ id }) => id) };
    },
    async send({ payload, operations }) {
      const message = {
        protocol: PROTOCOL_VERSION,
        device: identity.device,
        incarnation,
        epoch: known?.epoch ?? null,
        ticket: known?.ticket ?? null,
        cursors: [...cursors.values()].map(({ scope, seq, chain }) => ({ scope, seq, chain })),
        budget: 4_096,
        wants: [],
        waiting: operations,
      };
      const body = await encodeRequest({ message, batches: [payload], chunks: [] }, identity.hub, key.sign);
      // Sealing takes longer than a hub keeps an idle connection.
      const answer = await postToHub(address, '/sync', body, 'application/waypost-frames', { repeatable: true });
      if (!answer.ok || answer.value.status !== 200)
        throw new Error(`The hub did not answer: ${JSON.stringify(answer)}`);
      const reply = decodeReply(answer.value.body);
      if (!reply.ok) throw new Error(reply.failure.kind);
      const { outcomes, scopes, epoch, ticket } = reply.value.message;
      known = { epoch, ticket };
      for (const scope of scopes) cursors.set(scope.scope, scope);
      const accepted = outcomes.reduce((sum, { kind, count }) => sum + (kind === 'accepted' ? count : 0), 0);
      if (accepted !== operations)
        throw new Error(`The hub accepted ${accepted} of ${operations}: ${outcomes[0]?.kind}`);
    },
  };
}
