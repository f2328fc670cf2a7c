import { type UnpackedLimit, unpackedLimit } from './limits.ts';

/** What may still be unpacked of one thing that came from elsewhere. */
export interface RoomToUnpack {
  /** Bytes of content; what would go beyond them is not unpacked. */
  readonly content: number;
  /** Counts what was unpacked: its bytes of content, and its operations. False once it is more than there is room for. */
  take(size: number, operations: number): boolean;
}

export function roomToUnpack(limit: UnpackedLimit = unpackedLimit): RoomToUnpack {
  let { content, operations } = limit;
  return {
    get content() {
      return Math.max(0, content);
    },
    take(size, count) {
      content -= size;
      operations -= count;
      return content >= 0 && operations >= 0;
    },
  };
}
