/**
 * What a batch may name by its place in the scope's order at the hub instead of by 16 bytes ([OP6]): the author's device
 * and the hub know the same operations at the same places, and a check over all ids finds it out when they do not.
 */
import type { OperationId, RecordId } from '../base/ids.ts';

/** What a place stands for. */
export interface NamedOperation {
  readonly id: OperationId;
  readonly record: RecordId;
  readonly type: string;
}

/** The places that the writer knows; none for what no hub has accepted. */
export interface KnownPlaces {
  readonly ofOperation: (id: OperationId) => number | undefined;
  /** The place of any operation of the record. */
  readonly ofRecord: (record: RecordId) => number | undefined;
}

/** For readers who know no places: journals, pages, other devices. */
export const noPlaces: KnownPlaces = { ofOperation: () => undefined, ofRecord: () => undefined };
