/** A request as a hub reads it once it has verified its signature, and as one reads it that knows no parcels. */
import { type DecodedRequest, decodeRequest, encodeRequest } from '../../shared/protocol/sync-request.ts';

/** All of a request to that hub, its parcels opened, whoever signed it. Throws when it cannot be read. */
export function openedRequest(body: Uint8Array, hub: string): DecodedRequest {
  const read = decodeRequest(body, hub);
  const opened = read.ok ? read.value.open() : read;
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

/** What a hub of an edition before parcels hears of a request: the same, signed anew, without what came in a parcel ([SY25]). */
export async function withoutParcels(
  body: Uint8Array,
  hub: string,
  sign: (digest: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const request = openedRequest(body, hub);
  return request.parcelled ? encodeRequest({ ...request, batches: [] }, hub, sign) : body;
}
