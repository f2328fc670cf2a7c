/** What is kept of an edition: what its programs wrote, and what it meant to them. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Json } from '../../shared/base/json.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';

/** Bytes are in base 64. */
export interface GoldenFile {
  /** The schema version of the edition ([EV2]). */
  readonly edition: number;
  readonly hubKey: { readonly publicKey: string; readonly secret: string };
  /** A laptop that saved, exchanged, and saved more, which waits; and one that read. Numbers of test devices. */
  readonly writer: { readonly number: number; readonly identity: DeviceIdentity; readonly journal: string };
  readonly reader: { readonly number: number; readonly identity: DeviceIdentity; readonly journal: string };
  /** The first of each as a frame: an action as it was journaled, a batch as it was sent, a page as it was read. */
  readonly saved: string;
  readonly batch: string;
  readonly page: string;
  /** Ids of everything that the writer saved and of what the hub decided about it, and of what the writer has waiting. */
  readonly operations: readonly string[];
  readonly waiting: readonly string[];
  /** What the reader showed, by record. */
  readonly records: Readonly<
    Record<string, { readonly type: string; readonly values: Readonly<Record<string, Json>> }>
  >;
}

export const goldenFolder = new URL('./golden/', import.meta.url);

export function goldenFiles(): GoldenFile[] {
  return readdirSync(goldenFolder).map((name) => JSON.parse(readFileSync(new URL(name, goldenFolder), 'utf8')));
}
