/** Schemas that turn ids between their text in memory and their bytes on the wire. */
import { z } from 'zod';
import { fromHex, toHex } from '../base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';

const bytesOf = (length: number) =>
  (z.instanceof(Uint8Array) as z.ZodType<Uint8Array>)
    .refine((bytes) => bytes.length === length, `not ${length} bytes`)
    .meta({ wire: `${length} bytes` });

/** A UUID: text here, 16 bytes there. */
export const wireUuid = z.codec(bytesOf(16), z.string(), { decode: uuidOfBytes, encode: bytesOfUuid });
/** Hexadecimal here, so many bytes there. */
export const wireHex = (length: number) => z.codec(bytesOf(length), z.string(), { decode: toHex, encode: fromHex });
/** Hexadecimal here, any number of bytes there up to a limit. */
export const wireBytes = (most: number) =>
  z.codec(
    (z.instanceof(Uint8Array) as z.ZodType<Uint8Array>)
      .refine((bytes) => bytes.length <= most, `more than ${most} bytes`)
      .meta({ wire: `at most ${most} bytes` }),
    z.string(),
    { decode: toHex, encode: fromHex },
  );
/** A whole number that is not negative. */
export const wireCount = z.number().int().min(0);
/** A moment of which a calendar can say the day: milliseconds since 1970. What is beyond would break whoever shows it. */
export const wireInstant = z.number().int().min(-8.64e15).max(8.64e15);
/** Places of a scope, both ends included. */
export const wireRange = z.object({ scope: wireUuid, from: wireCount, to: wireCount });
