/** What screens and commands see of the exchange with other laptops in the room ([RM1] to [RM9]). */
import type { DeviceId, ScopeId } from '../../base/ids.ts';
import type { Failure, Result } from '../../base/result.ts';
import type { CertificateRefusal } from '../../protocol/device-certificate.ts';
import type { StoredOperation } from '../../protocol/operation.ts';
import type { RoomMessageFailure } from '../../protocol/room-message.ts';
import type { JournalFailure } from '../ports.ts';

export interface RoomApi {
  /** Exchanges with the laptop at an address until neither has anything left that the other one lacks. */
  meet(address: string): Promise<Result<Meeting, MeetFailure>>;
  /** The answer to a message that came over a connection; `exported` is what TLS exports of it. Always bytes to send. */
  answerRoom(exported: Uint8Array, message: Uint8Array): Promise<Uint8Array>;
  /** The laptops that this one exchanged with since it was started, the last one first. */
  neighbours(): Promise<readonly Neighbour[]>;
  /** What came from laptops in the room, or over them, and the hub has not confirmed yet; at most so much of it. */
  unconfirmed(limit: number): Promise<Unconfirmed>;
}

/** Another laptop, as it has shown itself. */
export interface Neighbour {
  readonly device: DeviceId;
  /** Who uses it, by its own word; it has shown a certificate of the hub before. */
  readonly people: readonly { readonly name: string; readonly centre: string }[];
  /** Scopes that the certificates of both cover. */
  readonly scopes: readonly ScopeId[];
  /** Milliseconds since 1970, by this device's clock. */
  readonly at: number;
  /** Changes that came from it, and that went to it, since this one was started. */
  readonly received: number;
  readonly sent: number;
  /** Batches that it gave and that were not taken, by reason. */
  readonly refused: Readonly<Partial<Record<BatchRefusal, number>>>;
  /** Whether it has called here since this one was started: then it knows the way, and tells its news by itself ([RM10]). */
  readonly callsHere: boolean;
}

export interface Meeting extends Neighbour {
  readonly requests: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

export interface Unconfirmed {
  readonly count: number;
  readonly operations: readonly StoredOperation[];
}

/** Why a batch of another laptop is not taken. */
export type BatchRefusal =
  | CertificateRefusal['kind']
  | 'batch-unreadable'
  /** More came at once than is unpacked together. */
  | 'batch-too-much'
  | 'batch-scope-not-common'
  | 'batch-signature-invalid'
  | 'batch-author-not-on-device'
  /** The policy denies one of its changes, or a value is none of its field. */
  | 'batch-not-allowed'
  /** A move, a decision or a word of an agreement: only the hub can judge it. */
  | 'batch-for-hub-alone';

/** Why two laptops do not exchange. */
export type RoomRefusal =
  | CertificateRefusal
  | Failure<'not-enrolled'>
  /** It is of another hub. */
  | Failure<'room-other-network'>
  /** It is this laptop, or a copy of its disk. */
  | Failure<'room-own-device'>
  /** Whoever speaks has not the key of the certificate that it shows, or stands between the two. */
  | Failure<'room-not-that-device'>
  /** Nobody here has said yes to that laptop yet: nothing went to it ([FC1]). */
  | Failure<'room-not-agreed'>
  /** This laptop has no certificate that counts: it must hear its hub first. */
  | (Failure<'room-own-certificate'> & { readonly reason: string });

export type LineFailure =
  | Failure<'room-unreachable'>
  | Failure<'room-timeout'>
  /** The exchange is switched off here, or the line was cut. */
  | Failure<'room-closed'>
  | Failure<'room-address-invalid'>
  /** Of no network that this machine is on. */
  | Failure<'room-address-outside'>;

export type MeetFailure =
  | RoomRefusal
  /** Nobody there has said yes to this laptop yet. */
  | Failure<'room-not-agreed-there'>
  | LineFailure
  | RoomMessageFailure
  | JournalFailure
  | (Failure<'store-failed'> & { readonly reason: string });

/** The port: connections to other laptops. */
export interface RoomTransport {
  connect(address: string): Promise<Result<RoomLine, LineFailure>>;
}

export interface RoomLine {
  /** What TLS exports of the connection, 32 bytes. */
  readonly exported: Uint8Array;
  exchange(message: Uint8Array): Promise<Result<Uint8Array, LineFailure>>;
  close(): Promise<void>;
}
