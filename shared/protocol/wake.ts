/**
 * `GET /wake`: a device listens for word that something moved, by server-sent events. Invariants: the request is signed by
 * the device, over the hub's id and the hub's own time, so that it is of use for a minute, there, to nobody else; the
 * stream says that something moved and nothing of what ([BG7], [BG8]).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { z } from 'zod';
import { concat, utf8 } from '../base/bytes.ts';
import { bytesOfUuid, isUuid } from '../base/ids.ts';

export const wakePath = '/wake';

/** Milliseconds that a signed time may be away from the hub's. */
export const wakeWindow = 60_000;
/** Milliseconds between two signs of life of the hub. */
export const wakeHeartbeat = 25_000;

/** The only event there is. */
export const movedEvent = 'event: moved\ndata:\n\n';
/** A comment, which clients of server-sent events pass over. */
export const heartbeatEvent = ':\n\n';

export interface WakeRequest {
  readonly device: string;
  /** Milliseconds since 1970 by the hub's clock, as the device believes it to be. */
  readonly at: number;
  /** Hexadecimal. */
  readonly signature: string;
}

/** The device's time is not the hub's: here is the hub's, to sign again. No clock of a device decides anything. */
export const wakeStaleSchema = z.object({ kind: z.literal('wake-stale'), hubTime: z.number().int().min(0) });

/** What the signature is over: 32 bytes. */
export function wakeDigest({ hub, device, at }: { readonly hub: string } & Pick<WakeRequest, 'device' | 'at'>) {
  return sha256(concat(utf8('waypost wake'), bytesOfUuid(hub), bytesOfUuid(device), utf8(String(at))));
}

/** The value of the `authorization` header. */
export function writeWakeRequest({ device, at, signature }: WakeRequest): string {
  return `Waypost ${device} ${at} ${signature}`;
}

/** Reads that header; null when it is anything else. */
export function readWakeRequest(header: string | undefined): WakeRequest | null {
  const [, device = '', at, signature] = /^Waypost (\S{36}) (\d{1,15}) ([0-9a-f]{128})$/.exec(header ?? '') ?? [];
  if (at === undefined || signature === undefined || !isUuid(device)) return null;
  return { device, at: Number(at), signature };
}
