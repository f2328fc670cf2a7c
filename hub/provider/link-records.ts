/** What the store port knows of who signs in by an identity provider (hub-store.ts). Times are milliseconds since 1970. */
import type { PersonId } from '../../shared/base/ids.ts';

export interface LinkRecords {
  addLink(link: ProviderLink): Promise<void>;
  /** The link of a subject, locked until the transaction ends. */
  lockLinkOfSubject(issuer: string, subject: string): Promise<ProviderLink | null>;
  /** Invitations by this e-mail that no subject has used yet, locked, oldest first. */
  lockInvitations(issuer: string, email: string): Promise<readonly ProviderLink[]>;
  lockLink(id: string): Promise<ProviderLink | null>;
  /** All links, oldest first. */
  allLinks(): Promise<readonly ProviderLink[]>;
  linksOf(account: string): Promise<readonly ProviderLink[]>;
  /** Writes what changes: the subject, who confirmed it, when it was used. */
  saveLink(link: ProviderLink): Promise<void>;
  removeLink(link: ProviderLink): Promise<void>;
  /** The account of a person; null when they have none. */
  accountOfPerson(person: PersonId): Promise<string | null>;
}

export interface ProviderLink {
  readonly id: string;
  readonly account: string;
  readonly issuer: string;
  /** What the provider calls the person; null while an invitation waits. */
  readonly subject: string | null;
  /** In small letters; null when the subject was named. */
  readonly email: string | null;
  /** Null for the hub's own machine. */
  readonly askedBy: PersonId | null;
  readonly askedAt: number;
  readonly confirmedBy: PersonId | null;
  /** It counts from then on; null until then. */
  readonly confirmedAt: number | null;
  readonly usedAt: number | null;
}
