/** What the store port knows of devices that ask to join (hub-store.ts). Times are milliseconds since 1970. */
import type { PersonId } from '../../shared/base/ids.ts';

export interface AskRecords {
  addAsk(ask: EnrolmentAsk): Promise<void>;
  /** By what its screen shows, locked until the transaction ends. */
  lockAsk(userCode: string): Promise<EnrolmentAsk | null>;
  /** By the hash of what the device alone knows, locked. */
  lockAskOfSecret(hash: string): Promise<EnrolmentAsk | null>;
  saveAsk(ask: EnrolmentAsk): Promise<void>;
  /** Those whose time is not over, of one address and of all. */
  countAsks(address: string, now: number): Promise<{ readonly ofAddress: number; readonly ofAll: number }>;
  forgetAsksBefore(endedAt: number): Promise<void>;
}

export interface EnrolmentAsk {
  readonly userCode: string;
  readonly secretHash: string;
  readonly deviceName: string;
  readonly address: string;
  readonly askedAt: number;
  readonly endsAt: number;
  readonly polledAt: number | null;
  readonly waitMs: number;
  /** Null while it waits; nobody when it was refused. */
  readonly persons: readonly PersonId[] | null;
  readonly answeredBy: PersonId | null;
  readonly answeredAt: number | null;
  readonly givenAt: number | null;
}
