/** The samples behind the golden bytes: every shape that is written, with fixed ids and keys. */
import { concat } from '../../shared/base/bytes.ts';
import { encodeBatch } from '../../shared/protocol/batch.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { encodeFrame, frameTypes } from '../../shared/protocol/frame.ts';
import type { KnownPlaces } from '../../shared/protocol/known-places.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { actionIdOf, type HeaderSubject, identify, withoutValue } from '../../shared/protocol/operation-header.ts';
import { packHash } from '../../shared/protocol/pack.ts';
import { encodePage, type PageLayout } from '../../shared/protocol/page.ts';
import { encodeSaved } from '../../shared/protocol/saved.ts';
import { encodeReply } from '../../shared/protocol/sync-reply.ts';
import { encodeRequest } from '../../shared/protocol/sync-request.ts';
import { checkpointFrame } from '../../shared/sync/journal-entry.ts';
import { hubId, person, scopeA, testDevice, uuidNumbered } from './network.ts';

const secret = new Uint8Array(32).fill(1);
export const goldenPublicKey = publicKeyOf(secret);
const origin = { author: person(1), device: uuidNumbered(0xdd, 1), incarnation: uuidNumbered(0x11, 1) };

function sample(n: number, over: Partial<HeaderSubject>): HeaderSubject {
  return {
    kind: 'set',
    scope: scopeA,
    type: 'playbook',
    record: uuidNumbered(0x9b, 1),
    field: 'title.en',
    value: null,
    supersedes: [],
    tx: uuidNumbered(0x77, 1),
    lamport: n,
    wall: Date.UTC(2026, 0, 1) + n * 1_000,
    schema: 1,
    ...over,
  };
}

/** Operations of every kind, script and value, one superseding another, one of a newer edition. */
export function goldenOperations(): StoredOperation[] {
  const subjects: Partial<HeaderSubject>[] = [
    { kind: 'create', field: '@exists' },
    { value: 'Fuel depot, perimeter breach' },
    { field: 'title.ar', value: 'اختراق محيط مستودع الوقود' },
    { field: 'title.zh', value: '燃料库周界被突破' },
    { field: 'priority', value: 3 },
    { field: 'severity', value: 0.1 },
    { field: 'revoked', value: false },
    { field: 'types', value: ['attack', 'detection'] },
    { field: 'extra', value: { z: 1, a: { nested: [null, true, -7, 1e300] }, ключ: '🙂' } },
    { field: 'region', value: null, wall: -62_135_596_800_000, lamport: 4_294_967_296 },
    { kind: 'delete', field: '@exists', value: { seen: [] } },
    { kind: 'increment' as 'set', type: 'weather', field: 'wind.speed', value: 12, schema: 99 },
  ];
  const operations: StoredOperation[] = [];
  subjects.forEach((over, i) => {
    const supersedes = i === 10 ? [(operations[0] as StoredOperation).id, 'ff'.repeat(16)].sort() : [];
    const subject = sample(i + 1, { ...over, supersedes });
    operations.push({ ...subject, id: identify(subject).id, origin, seq: null });
  });
  return operations;
}

export function goldenBatch() {
  return { ...origin, scope: scopeA, prev: new Uint8Array(32).fill(9), operations: goldenOperations() };
}

export function goldenPlaced() {
  return goldenOperations().map((operation, i) => ({ ...operation, seq: 41 + i, received: 1_767_225_600_000 + i }));
}

/** What both sides know of {@link goldenPlaced}. */
export const goldenPlaces: KnownPlaces = {
  ofOperation: (id) => goldenPlaced().find((operation) => operation.id === id)?.seq,
  ofRecord: (record) => goldenPlaced().find((operation) => operation.record === record)?.seq,
};

/** A batch that names places. */
export function goldenNaming() {
  const title = goldenPlaced()[1]?.id as string;
  const first = sample(20, { value: 'Fuel depot', supersedes: [title] });
  const tx = actionIdOf(first);
  const subjects = [first, sample(21, { field: 'description.en', value: uuidNumbered(0x9b, 2) })];
  const operations = subjects.map((subject) => ({ ...subject, tx, id: identify({ ...subject, tx }).id }));
  return { ...goldenBatch(), operations };
}

/** {@link goldenPlaced} with the values of two texts let go. */
export function goldenLetGo() {
  return goldenPlaced().map((operation, at) => (at === 2 || at === 3 ? withoutValue(operation) : operation));
}

/** Every frame that is written today, by name; pages in the layout asked for. */
export async function goldenFrames(layout?: PageLayout): Promise<Record<string, Uint8Array>> {
  const encoded = encodeBatch(goldenBatch());
  const batch = encoded.payload(signEd25519(secret, encoded.hash));
  const page = encodePage({ scope: scopeA, operations: goldenPlaced() }, layout);
  const cursors = [{ scope: scopeA, seq: 40, chain: 'ab'.repeat(16) }];
  const epoch = uuidNumbered(0xe0, 1);
  const message = {
    protocol: 1,
    device: origin.device,
    incarnation: origin.incarnation,
    epoch,
    ticket: '07'.repeat(16),
    cursors,
    budget: 262_144,
    wants: ['cd'.repeat(32)],
    waiting: 12,
  };
  const reply = {
    protocol: 1,
    epoch,
    ticket: '08'.repeat(16),
    hubTime: 1_767_225_600_000,
    identity: testDevice(1).identity,
    outcomes: [
      { batch: 0, first: 0, count: 11, kind: 'accepted' as const, seq: 41, reason: null, owner: null },
      { batch: 0, first: 11, count: 1, kind: 'quarantined' as const, seq: 0, reason: 'unknown-type', owner: 'steward' },
    ],
    scopes: [{ scope: scopeA, seq: 52, chain: 'ef'.repeat(16), more: false, rewound: false }],
    wants: ['01'.repeat(32)],
  };
  const request = await encodeRequest({ message, batches: [batch], chunks: [] }, hubId, async (digest) =>
    signEd25519(secret, digest),
  );
  return {
    saved: encodeFrame(frameTypes.saved, encodeSaved([{ ...goldenBatch(), prev: null }])),
    request,
    reply: encodeReply({ message: reply, pages: [page], packs: [], chunks: [new Uint8Array([1, 2, 3])], repairs: [] }),
    checkpoint: checkpointFrame({
      at: 5,
      epoch,
      cursors,
      outcomes: [{ kind: 'refused', id: 'aa'.repeat(16), reason: 'role-may-not' }],
      offered: ['bb'.repeat(16)],
      rereading: [scopeA],
    }),
    // A device that reads packs asks for one, and an answer says which there are and brings it.
    packRequest: await encodeRequest(
      { message: { ...message, layout: 3, packs: [packHash(page)] }, batches: [], chunks: [] },
      hubId,
      async (digest) => signEd25519(secret, digest),
    ),
    packReply: encodeReply({
      message: {
        ...reply,
        identity: null,
        outcomes: [],
        scopes: [{ scope: scopeA, seq: 40, chain: 'ab'.repeat(16), more: true, end: 60, rewound: false }],
        packs: [
          {
            scope: scopeA,
            first: 41,
            packs: [
              {
                hash: packHash(page),
                last: 52,
                chain: 'ef'.repeat(16),
                size: page.length,
                proof: '0a'.repeat(16),
                signature: '0b'.repeat(64),
              },
            ],
          },
        ],
      },
      pages: [],
      packs: [page],
      chunks: [],
      repairs: [],
    }),
    // Two batches in a parcel, for a hub that sent one; and what it says, in one.
    parcelRequest: await encodeRequest(
      { message: { ...message, layout: 4 }, batches: [batch, batch], together: true, chunks: [] },
      hubId,
      async (digest) => signEd25519(secret, digest),
    ),
    parcelReply: encodeReply(
      { message: reply, pages: [page], packs: [], chunks: [], repairs: [] },
      { epoch: null, layout: 4 },
    ),
    // A page in which two values were let go.
    letGo: encodeFrame(frameTypes.page, encodePage({ scope: scopeA, operations: goldenLetGo() })),
    naming: encodeFrame(frameTypes.batch, encodeBatch(goldenNaming(), goldenPlaces).payload(null)),
    header: concat(...goldenOperations().map((operation) => identify(operation).header)),
  };
}
