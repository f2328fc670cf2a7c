/** A request as a hub reads it once it has verified its signature. */
import { type DecodedRequest, decodeRequest } from '../../shared/protocol/sync-request.ts';

/** All of a request to that hub, its parcels opened, whoever signed it. Throws when it cannot be read. */
export function openedRequest(body: Uint8Array, hub: string): DecodedRequest {
  const read = decodeRequest(body, hub);
  const opened = read.ok ? read.value.open() : read;
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}
