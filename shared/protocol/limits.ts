/** Upper bounds of everything read from disk or wire, so that no length in a file decides how much memory is taken. */

/** Payload of one frame, in bytes. Batches, pages and chunks are far smaller; one saved action may be a whole import. */
export const framePayloadLimit = 16 * 1024 * 1024;
/** A batch or page after inflation, in bytes. */
export const contentLimit = 32 * 1024 * 1024;
/** What one thing that came from elsewhere may unpack to, all that is in it together. */
export interface UnpackedLimit {
  /** Bytes of content. */
  readonly content: number;
  readonly operations: number;
}
/**
 * Of an answer of the hub, of the file that a wiped laptop left: far more than anybody writes between two exchanges. A small message
 * unpacks to a thousand times its size: without a bound for all of it together, it would decide how much memory is given to it.
 */
export const unpackedLimit: UnpackedLimit = { content: 256 * 1024 * 1024, operations: 200_000 };
/** Operations in one batch or page. */
export const operationLimit = 20_000;
/** The canonical body of one operation, in bytes. */
export const bodyLimit = 2 * 1024 * 1024;
/** Operations that one may supersede. */
export const supersedesLimit = 1_000;
/**
 * The highest Lamport number: ten thousand a second for nine centuries. Nobody can push a scope's time to where no next
 * number is exact; at the limit, ids alone break ties.
 */
export const lamportLimit = 2 ** 48;
/** Nesting of a value, more than an imported file may have; deeper ones are refused before any recursion meets them. */
export const depthLimit = 128;
/** A whole answer, in bytes. */
export const exchangeLimit = 32 * 1024 * 1024;
/** A whole request: a budget of 1 MB, whose estimate may be short of what a text takes, and a chunk. */
export const requestLimit = 8 * 1024 * 1024;
/** What a device reads of a note on a returned or discarded change, in characters: twice what a hub lets people write. */
export const noteLimitOnWire = 4_000;
