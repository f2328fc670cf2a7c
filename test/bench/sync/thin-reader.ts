/**
 * A device that reads a hub's whole order and keeps nothing of it: for measuring what first pulls cost the hub, without a
 * device's own work beside it. It believes what it is told.
 */
import { enrolDevice } from '../../../headless/enrolment.ts';
import { postToHub } from '../../../headless/http-transport.ts';
import { openKeyFile } from '../../../headless/key-file.ts';
import { layoutWithPacks, packHash } from '../../../shared/protocol/pack.ts';
import { newestLayout } from '../../../shared/protocol/page.ts';
import { decodeReply, type ReplyParts } from '../../../shared/protocol/sync-reply.ts';
import { encodeRequest, packsPerRequest, type SyncRequest } from '../../../shared/protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';

export interface ThinReader {
  /** Reads everything. Returns the bytes that came and the requests that it took. */
  read(): Promise<{ readonly bytes: number; readonly requests: number }>;
}

/** What a device on a good link asks for. */
const budget = 1024 * 1024;

/** Pages for many devices at once take the hub longer than a laptop waits: that they fail is not what is measured here. */
const patienceMs = 600_000;

type Cursor = SyncRequest['cursors'][number];

/** Enrols with a code; `folder` takes its key. */
export async function openThinReader(
  folder: string,
  address: string,
  code: string,
  readsPacks: boolean,
): Promise<ThinReader> {
  const enrolled = await enrolDevice(folder, { address, code, deviceName: 'Bench' });
  if (!enrolled.ok) throw new Error(`enrol: ${enrolled.failure.kind}`);
  const { identity } = enrolled.value;
  const key = await openKeyFile(`${folder}/device-key`);
  const incarnation = crypto.randomUUID();
  const cursors = new Map<string, Cursor>();
  const places = new Map<string, Cursor>();
  let known: Pick<SyncRequest, 'epoch' | 'ticket'> = { epoch: null, ticket: null };

  const ask = async (): Promise<{ reply: ReplyParts; bytes: number }> => {
    const packs = [...places.keys()].slice(0, packsPerRequest);
    const message: SyncRequest = {
      protocol: PROTOCOL_VERSION,
      device: identity.device,
      incarnation,
      ...known,
      cursors: [...cursors.values()],
      layout: readsPacks ? layoutWithPacks : newestLayout,
      ...(packs.length === 0 ? {} : { packs }),
      budget,
      wants: [],
      waiting: 0,
    };
    const body = await encodeRequest({ message, batches: [], chunks: [] }, identity.hub, key.sign);
    const answer = await postToHub(address, '/sync', body, 'application/waypost-frames', { timeoutMs: patienceMs });
    if (!answer.ok || answer.value.status !== 200) throw new Error(`The hub did not answer: ${JSON.stringify(answer)}`);
    const reply = decodeReply(answer.value.body);
    if (!reply.ok) throw new Error(reply.failure.kind);
    return { reply: reply.value, bytes: answer.value.body.length };
  };

  return {
    async read() {
      const total = { bytes: 0, requests: 0 };
      for (let more = true; more; ) {
        const { reply, bytes } = await ask();
        const { message } = reply;
        total.bytes += bytes;
        total.requests += 1;
        known = { epoch: message.epoch, ticket: message.ticket };
        for (const { scope, seq, chain } of message.scopes) cursors.set(scope, { scope, seq, chain });
        for (const { scope, packs = [] } of message.packs ?? []) {
          for (const { hash, last, chain } of packs) places.set(hash, { scope, seq: last, chain });
        }
        for (const payload of reply.packs) {
          const hash = packHash(payload);
          const place = places.get(hash);
          if (place !== undefined) cursors.set(place.scope, place);
          places.delete(hash);
        }
        more = message.scopes.some((scope) => scope.more);
      }
      return total;
    },
  };
}
