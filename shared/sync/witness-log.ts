/**
 * The device as a witness of the hub's log: it signs what only grew, and keeps what cannot be true beside what it saw
 * ([AL4], [AL5]). Work goes on either way.
 */
import { toHex, utf8 } from '../base/bytes.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { cosignedText, isCheckpointSigned, type LogCheckpoint } from '../protocol/log/checkpoint-note.ts';
import { judgeCheckpoint, type LogEvidence } from '../protocol/log/judge-checkpoint.ts';
import type { SyncReply } from '../protocol/sync-reply.ts';
import type { SyncRequest } from '../protocol/sync-request.ts';
import type { Checkpoint, WitnessedLog } from './checkpoint.ts';
import type { SyncFailure } from './engine-api.ts';
import type { EngineCore } from './engine-core.ts';

/** What a device knows of the hub's log; one row, since every start reads it. */
export interface HubLog {
  /** As it was seen last, and cosigned. */
  readonly seen: WitnessedLog | null;
  readonly evidence: readonly LogEvidence[];
}

export const unseenLog: HubLog = { seen: null, evidence: [] };

/** What an answer says of the log that is to be kept; empty when it is nothing new. */
export type LogSeen = Pick<Checkpoint, 'log' | 'logEvidence'>;

/** Judges the checkpoint of an answer, whose keys are proven. An answer with a wrong signature is not taken at all. */
export async function judgeLog(core: EngineCore, message: SyncReply): Promise<Result<LogSeen, SyncFailure>> {
  const { identity, epoch, hubLog } = core.memory;
  const keys = message.identity?.hubKeys ?? identity?.hubKeys ?? [];
  if (message.log === undefined || identity === null || keys.length === 0) return ok({});
  const { checkpoint: given, proof } = message.log;
  // Another epoch counts once the answer says how its scopes stand ([RH1]); the next one proves from what was said then.
  if (message.sayCursors === true && epoch !== null && epoch !== given.epoch) return ok({});
  const isOurs = given.epoch === message.epoch && given.size > 0;
  if (!isOurs || !(await isCheckpointSigned(identity.hub, keys, given, core.ports.verify))) {
    return fail({ kind: 'hub-signature-invalid' });
  }
  const seen = hubLog.seen?.checkpoint;
  // Each epoch has a log of its own: a hub that was restored says so by it.
  if (seen === undefined || seen.epoch !== given.epoch) return ok({ log: await cosign(core, identity.hub, given) });
  const kind = judgeCheckpoint(seen, given, proof);
  if (kind === 'grown') return ok({ log: await cosign(core, identity.hub, given) });
  if (kind === 'same' || kind === 'older') return ok({});
  const evidence = { kind, seen, given, proof, at: core.ports.clock.now() };
  return ok(isNewEvidence(hubLog.evidence, evidence) ? { logEvidence: [evidence] } : {});
}

async function cosign({ ports }: EngineCore, hub: string, checkpoint: LogCheckpoint) {
  const at = Math.max(0, Math.floor(ports.clock.now() / 1_000));
  const signature = toHex(await ports.signer.sign(utf8(cosignedText(hub, checkpoint, at))));
  return { checkpoint, cosigned: { at, signature } };
}

/** One of a kind about each checkpoint that was seen is proof enough: a hub that goes on lying must not fill the disk. */
export function isNewEvidence(known: readonly LogEvidence[], { kind, seen }: LogEvidence): boolean {
  return !known.some((one) => one.kind === kind && one.seen.signature === seen.signature);
}

/** What a request says of the log: how much of it was seen in this epoch, and the cosignature until an answer came. */
export function logToSay(
  { memory: { identity, hubLog, epoch } }: EngineCore,
  cosignedTo: string | null,
): Pick<SyncRequest, 'log' | 'cosigned'> {
  // Who knows no key of the hub can read nothing of it.
  if ((identity?.hubKeys ?? []).length === 0) return {};
  const { seen } = hubLog;
  if (seen === null || seen.checkpoint.epoch !== epoch) return { log: 0 };
  const { size } = seen.checkpoint;
  return seen.cosigned.signature === cosignedTo ? { log: size } : { log: size, cosigned: { size, ...seen.cosigned } };
}
