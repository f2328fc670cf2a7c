/** Statements of xAPI 2.0, as far as training says them. Rules in SPEC.md beside it. */
import { sha1 } from '@noble/hashes/legacy.js';
import { concat, utf8 } from '../../base/bytes.ts';
import { bytesOfUuid, type RecordId, uuidOfBytes } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import type { Localised } from '../localised.ts';

export interface XapiAgent {
  readonly objectType: 'Agent';
  readonly name?: string;
  readonly account: { readonly homePage: string; readonly name: string };
}

export interface XapiActivity {
  readonly objectType: 'Activity';
  readonly id: string;
  readonly definition: { readonly type: string; readonly name?: Localised };
}

export interface XapiResult {
  readonly success?: boolean;
  readonly completion?: boolean;
  readonly score?: { readonly scaled: number; readonly raw: number; readonly min: number; readonly max: number };
  readonly extensions?: Readonly<Record<string, Json>>;
}

export interface XapiContext {
  readonly platform: string;
  readonly language?: string;
  readonly contextActivities: {
    readonly parent: readonly XapiActivity[];
    readonly grouping?: readonly XapiActivity[];
  };
  readonly extensions?: Readonly<Record<string, Json>>;
}

export interface XapiStatement {
  readonly id: string;
  readonly actor: XapiAgent;
  readonly verb: { readonly id: string; readonly display: Localised };
  readonly object: XapiActivity | { readonly objectType: 'StatementRef'; readonly id: string };
  readonly result?: XapiResult;
  readonly context?: XapiContext;
  readonly timestamp: string;
  readonly version: '2.0.0';
}

/** What has no word of its own elsewhere ([XA2]); the name is reserved and leads nowhere (RFC 2606). */
export const extension = (name: 'day' | 'part' | 'late' | 'valid-until'): string =>
  `https://waypost.invalid/xapi/${name}`;

/** Name space of the ids that are derived for statements and activities. */
const nameSpace = bytesOfUuid('8a1d4c2e-6b3f-4f0a-9d57-c3e2b8f61a90');

/** Always the same for the same name: stores compare ids, and many admit none of a later version than 5. */
export function derivedUuid(...name: readonly string[]): string {
  const bytes = sha1(concat(nameSpace, utf8(name.join('\n')))).slice(0, 16);
  bytes[6] = 0x50 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return uuidOfBytes(bytes);
}

/** The id of the statement that says a record, and of a part of it. */
export const statementId = (record: RecordId, part = ''): string => derivedUuid('statement', record, part);

/** The home page of the accounts of a network ([XA5]). */
export const homePageOf = (network: string): string => `https://waypost.invalid/networks/${network}`;

/** A language map without languages that have nothing to say; undefined when none is left. */
export function languageMap(texts: Localised): Localised | undefined {
  const entries = Object.entries(texts).filter(
    ([language, text]) => language !== '' && text !== undefined && text !== '',
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
