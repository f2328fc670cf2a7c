/** Decoders of what comes over the wire and lies in the journal. */

import { readCode } from '../../hub/enrol/code.ts';
import { concat, toHex, utf8 } from '../../shared/base/bytes.ts';
import { channels, ipcContract } from '../../shared/ipc/contract.ts';
import { decodeBatch, encodeBatch, openBatch } from '../../shared/protocol/batch.ts';
import { decodeCanonical, decodeValue, encodeCanonical } from '../../shared/protocol/canonical-cbor.ts';
import { nextChain } from '../../shared/protocol/chain.ts';
import { enrolAnswerSchema, enrolFailureSchema, enrolRequestSchema } from '../../shared/protocol/enrolment.ts';
import { findFrame, readFrames } from '../../shared/protocol/frame.ts';
import { identifyPack, readPack } from '../../shared/protocol/pack.ts';
import { decodePage, encodePage, scopeOfPage } from '../../shared/protocol/page.ts';
import { contentOf, isProved, joinProof, pageIn, proofOf } from '../../shared/protocol/proved-page.ts';
import { readSafely } from '../../shared/protocol/read-safely.ts';
import {
  decodeRoomMessage,
  encodeRoomMessage,
  encodeRoomRefusal,
  roomVersion,
} from '../../shared/protocol/room-message.ts';
import { decodeSaved, encodeSaved } from '../../shared/protocol/saved.ts';
import { joinShelved, openShelved, scopeOfShelved } from '../../shared/protocol/shelved-batch.ts';
import { decodeReply, packsIn } from '../../shared/protocol/sync-reply.ts';
import { decodeRequest } from '../../shared/protocol/sync-request.ts';
import { readWakeRequest, writeWakeRequest } from '../../shared/protocol/wake.ts';
import { decodeCheckpoint } from '../../shared/sync/checkpoint.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import {
  goldenBatch,
  goldenFrames,
  goldenLetGo,
  goldenNaming,
  goldenOperations,
  goldenPlaced,
  goldenPlaces,
} from '../support/golden-samples.ts';
import { certificateBytes, revocationBytes } from '../support/golden-trust.ts';
import { createMemoryJournalFiles } from '../support/memory-journal-files.ts';
import { hubId, scopeA, testDevice } from '../support/network.ts';
import { framed, type Target, tabled, whole } from './target.ts';

const frames = async (...names: readonly string[]) => {
  const golden = await goldenFrames();
  return names.map((name) => golden[name] as Uint8Array);
};
const payloadOf = (frame: Uint8Array) => readFrames(frame).frames[0]?.payload.slice() as Uint8Array;
const page = (layout?: 1 | 2) => encodePage({ scope: scopeA, operations: goldenPlaced() }, layout);
const letGo = () => encodePage({ scope: scopeA, operations: goldenLetGo() });
const signed = () => encodeBatch(goldenBatch()).payload(new Uint8Array(64).fill(7));
const naming = () => encodeBatch(goldenNaming(), goldenPlaces).payload(null);
const known = () => new Map(goldenPlaced().map((operation) => [operation.seq, operation]));
const json = (value: unknown) => whole(utf8(JSON.stringify(value)));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const parsed = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return undefined;
  }
};

const shelved = () => joinShelved(certificateBytes(), signed());
const roomChannel = { exported: new Uint8Array(32).fill(3), from: 'caller' } as const;
const roomMessage = () =>
  encodeRoomMessage(
    {
      protocol: roomVersion,
      hub: hubId,
      step: 'give',
      certificate: toHex(certificateBytes()),
      revoked: 'ab'.repeat(16),
      revocations: [toHex(revocationBytes())],
      people: [{ name: 'Ines', centre: 'Coast' }],
      scopes: [{ scope: scopeA, digest: 'cd'.repeat(16), has: ['ef'.repeat(16)] }],
      wants: ['01'.repeat(16)],
    },
    [shelved()],
    roomChannel,
    async () => new Uint8Array(64).fill(7),
  );

const proofSecret = new Uint8Array(32).fill(5);
const packStart = { seq: 40, chain: 'ab'.repeat(16) };
const packPlace = {
  scope: scopeA,
  after: packStart,
  last: 52,
  chain: goldenPlaced().reduce((chain, { seq, id }) => nextChain(chain, seq, id), packStart.chain),
};

/** Version, flag of a signature, signature. */
const batchHead = 66;

export const wireTargets: readonly Target[] = [
  {
    name: 'frames',
    weight: 8,
    samples: async () => [whole(concat(...(await frames('saved', 'checkpoint', 'letGo'))))],
    read: (bytes) => {
      findFrame(bytes, 1);
      return readFrames(bytes).rest === 'nothing';
    },
  },
  {
    name: 'batch',
    weight: 10,
    samples: () => [whole(signed()), tabled(signed(), batchHead), tabled(signed(), batchHead)],
    read: (bytes) => decodeBatch(bytes).ok,
  },
  {
    name: 'batch that names places',
    weight: 6,
    samples: () => [whole(naming()), tabled(naming(), 2)],
    read: (bytes) => {
      const opened = openBatch(bytes, 1_000_000);
      return opened.ok && opened.value.read(known()).ok;
    },
  },
  {
    name: 'page',
    weight: 10,
    samples: () => [whole(page()), whole(page(1)), whole(letGo()), tabled(page(), 1), tabled(letGo(), 1)],
    read: (bytes) => scopeOfPage(bytes).ok && decodePage(bytes).ok,
  },
  {
    name: 'pack',
    weight: 5,
    samples: () => [whole(page()), tabled(page(), 1), tabled(letGo(), 1)],
    read: (bytes) => {
      const ids = identifyPack(bytes, packPlace);
      // Ids of another pack: whatever is built on them, reading ends.
      readPack(bytes, packPlace, new Uint8Array(12 * 32));
      return ids !== null && readPack(bytes, packPlace) !== null;
    },
  },
  {
    name: 'proved page',
    weight: 2,
    samples: () => [whole(joinProof(proofOf(proofSecret, page()), page()))],
    read: (bytes) => {
      const read = decodePage(pageIn(bytes));
      return (
        read.ok && (isProved(proofSecret, bytes, contentOf(read.value)) || isProved(proofSecret, bytes, pageIn(bytes)))
      );
    },
  },
  {
    name: 'saved',
    weight: 6,
    samples: () => [
      whole(
        encodeSaved([
          { ...goldenBatch(), prev: null },
          { ...goldenNaming(), prev: null },
        ]),
      ),
    ],
    read: (bytes) => decodeSaved(bytes).ok,
  },
  {
    name: 'request',
    weight: 10,
    samples: async () =>
      (await frames('request', 'packRequest', 'parcelRequest')).flatMap((bytes) => [whole(bytes), framed(bytes)]),
    read(bytes) {
      const request = decodeRequest(bytes, hubId);
      return request.ok && request.value.open().ok;
    },
  },
  {
    name: 'reply',
    weight: 10,
    samples: async () =>
      (await frames('reply', 'packReply', 'parcelReply')).flatMap((bytes) => [whole(bytes), framed(bytes)]),
    read: (bytes) => packsIn(bytes).length >= 0 && decodeReply(bytes).ok,
  },
  {
    name: 'checkpoint',
    weight: 6,
    samples: async () => (await frames('checkpoint')).map((frame) => whole(payloadOf(frame))),
    read: (bytes) => decodeCheckpoint(bytes).ok,
  },
  {
    name: 'journal',
    weight: 4,
    samples: async () => {
      const bytes = concat(...(await frames('saved', 'checkpoint', 'letGo', 'checkpoint')));
      return [whole(bytes), framed(bytes)];
    },
    read: readJournal,
  },
  {
    name: 'shelved batch',
    weight: 4,
    samples: () => [whole(shelved()), tabled(shelved(), 4 + certificateBytes().length + batchHead)],
    read: (bytes) => scopeOfShelved(bytes).ok && openShelved(bytes, 1_000_000).ok,
  },
  {
    name: 'message in a room',
    weight: 6,
    samples: async () => [
      whole(await roomMessage()),
      framed(await roomMessage()),
      whole(encodeRoomRefusal('not-enrolled')),
    ],
    read: (bytes) => {
      const decoded = decodeRoomMessage(bytes);
      return decoded.ok ? decoded.value.digestOn(roomChannel).length === 32 : decoded.failure.kind === 'room-refused';
    },
  },
  {
    name: 'value',
    weight: 8,
    samples: () => goldenOperations().map(({ value }) => whole(encodeCanonical({ value, list: [value, [value]] }))),
    read: (bytes) => readSafely(() => decodeValue(bytes)).ok && readSafely(() => decodeCanonical(bytes)).ok,
  },
  {
    name: 'enrolment',
    weight: 3,
    samples: () => [
      json({
        protocol: 1,
        code: '7K3M-9QXT-2B4C',
        publicKey: 'ab'.repeat(32),
        deviceName: 'x',
        proof: 'cd'.repeat(64),
      }),
      json({ protocol: 1, identity: testDevice(1).identity }),
      json({ kind: 'version-mismatch', ours: 1, theirs: 2 }),
    ],
    read: (bytes) => {
      readCode(textOf(bytes));
      const value = parsed(bytes);
      return [enrolRequestSchema, enrolAnswerSchema, enrolFailureSchema].some((one) => one.safeParse(value).success);
    },
  },
  {
    name: 'message to the host',
    weight: 3,
    samples: () => [
      json({ hubAddress: 'https://hub.example', code: '7K3M', deviceName: 'Laptop' }),
      json({ suggestedName: 'a.csv', contents: 'x', from: 0, parts: [{ position: 0, frames: [] }], scheme: 'dark' }),
    ],
    read: (bytes) => {
      const value = parsed(bytes);
      return channels.some((channel) => ipcContract[channel].input.safeParse(value).success);
    },
  },
  {
    name: 'wake header',
    weight: 2,
    samples: () => [whole(utf8(writeWakeRequest({ device: scopeA, at: 5, signature: 'ab'.repeat(64) })))],
    read: (bytes) => readWakeRequest(textOf(bytes)) !== null,
  },
];

/** A journal of one segment, opened and read as a start does. */
async function readJournal(bytes: Uint8Array): Promise<boolean> {
  const files = createMemoryJournalFiles();
  files.files.set(await firstSegment, bytes);
  const opened = await openSegmentJournal(files);
  if (!opened.ok) return false;
  let entries = 0;
  for await (const piece of opened.value.read(0)) {
    for (const frame of readFrames(piece).frames) if (entryOfFrame(frame) !== null) entries += 1;
  }
  return entries === 4;
}

/** What a journal calls its first segment. */
const firstSegment = (async () => {
  const files = createMemoryJournalFiles();
  const opened = await openSegmentJournal(files);
  if (opened.ok) await opened.value.append((await frames('checkpoint'))[0] as Uint8Array);
  return [...files.files.keys()][0] as string;
})();
