/** The first frame of a request or reply: version first, then the rest, unknown members ignored. */
import { z } from 'zod';
import type { Failure, Result } from '../base/result.ts';
import { fail, ok } from '../base/result.ts';
import { decodeValue } from './canonical-cbor.ts';
import type { Frame } from './frame.ts';
import { readSafely } from './read-safely.ts';
import type { VersionMismatch } from './version.ts';

export type MessageFailure = VersionMismatch | (Failure<'message-unreadable'> & { readonly reason: string });

const versioned = z.object({ protocol: z.number() });

/** Reads the message of a frame under a schema. A version is looked at before anything else can be misunderstood. */
export function readMessage<S extends z.ZodType>(
  frame: Frame | undefined,
  type: number,
  ours: number,
  schema: S,
): Result<z.output<S>, MessageFailure> {
  if (frame?.type !== type) return fail({ kind: 'message-unreadable', reason: 'begins with another frame' });
  const value = readSafely(() => decodeValue(frame.payload));
  if (!value.ok) return fail({ kind: 'message-unreadable', reason: value.failure.reason });
  const version = versioned.safeParse(value.value);
  if (!version.success) return fail({ kind: 'message-unreadable', reason: 'names no protocol version' });
  if (version.data.protocol !== ours) {
    return fail({ kind: 'version-mismatch', ours, theirs: version.data.protocol });
  }
  const parsed = schema.safeParse(value.value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail({ kind: 'message-unreadable', reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}` });
}
