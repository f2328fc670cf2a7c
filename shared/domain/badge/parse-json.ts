/** JSON of strangers, read so that two readers cannot understand two things. */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { scanJson } from '../cacao/json-scan.ts';
import { faultWords } from '../cacao/reason-text.ts';
import { BadgeFault, shown } from './badge-verdict.ts';

/** A certificate with a picture of its own inside stays below it. */
export const textLimit = 512 * 1024;
const depthLimit = 40;
/** The work of canonicalization grows faster than they do; a full certificate with endorsements has some 150. */
const objectLimit = 1_000;

/** Names of JSON-LD that a certificate may use; others could hide statements or move them ([BV4]). */
const allowedKeywords = new Set(['@context', '@value', '@language', '@direction']);

/**
 * The object of a text. Refused are names that occur twice (readers differ in which counts), and null and empty lists
 * (Open Badges 3.0, JSON serialization; JSON-LD drops both, so that no signature covers them).
 */
export function parseObject(text: string, what: string): JsonObject {
  if (text.length > textLimit) throw new BadgeFault(`${what} has more than ${textLimit} characters`);
  const { fault, repeated } = scanJson(text, depthLimit);
  if (fault !== null) throw new BadgeFault(`${what} is not valid JSON: ${faultWords[fault.kind]}`);
  if (repeated[0] !== undefined) throw new BadgeFault(`${what} says "${shown(repeated[0])}" twice in one object`);
  const value = JSON.parse(text) as Json;
  if (!isJsonObject(value)) throw new BadgeFault(`${what} is not an object`);
  if (refuseTricks(value, what) > objectLimit) throw new BadgeFault(`${what} has more than ${objectLimit} objects`);
  return value;
}

/** How many objects there are, when none of them is refused. */
function refuseTricks(value: Json, what: string): number {
  let count = 0;
  if (value === null) throw new BadgeFault(`${what} holds null, which the standard rules out`);
  if (Array.isArray(value)) {
    if (value.length === 0) throw new BadgeFault(`${what} holds an empty list, which the standard rules out`);
    for (const each of value as readonly Json[]) count += refuseTricks(each, what);
  } else if (isJsonObject(value)) {
    count++;
    for (const [name, each] of Object.entries(value)) {
      if (name.startsWith('@') && !allowedKeywords.has(name)) {
        throw new BadgeFault(`${what} uses "${shown(name)}", which is not read in certificates`);
      }
      if (name === '__proto__') throw new BadgeFault(`${what} uses the name "__proto__"`);
      count += refuseTricks(each, what);
    }
  }
  return count;
}
