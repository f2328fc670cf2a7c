/** What the store port knows of access for a while (hub-store.ts): what was said of requests, and the grants that came of it ([AR1] to [AR6]). */
import type { OperationId, PersonId, RecordId, ScopeId } from '../../shared/base/ids.ts';
import type { Json } from '../../shared/base/json.ts';
import type { ScopeInfo } from '../../shared/domain/identity.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';

/** What access for a while lets somebody do: read. */
export const accessRole: Role = 'guest';

/** A word of a request as it stands in the order of some scope. */
export interface PlacedAccessWord {
  readonly operation: OperationId;
  readonly request: RecordId;
  /** Of the record that holds it. */
  readonly type: string;
  readonly value: Json;
}

/** A grant to read that ends by itself. */
export interface Access {
  readonly request: RecordId;
  readonly person: PersonId;
  readonly scope: ScopeId;
  readonly kinds: readonly string[];
  /** Milliseconds since 1970. */
  readonly until: number;
}

export interface AccessRecords {
  saveAccessWords(words: readonly PlacedAccessWord[]): Promise<void>;
  /** What was said of these requests, sorted by operation. */
  accessWords(requests: readonly RecordId[]): Promise<readonly PlacedAccessWord[]>;
  /** Gives somebody access under a request, once: false when it was given before, ended since or not. */
  giveAccess(access: Access): Promise<boolean>;
  /** Ends what was given under a request; null when nothing is in force under it. */
  endAccess(request: RecordId, why: 'ended' | 'expired'): Promise<Access | null>;
  /** What is in force and was to end at or before an instant, oldest first. */
  accessEndingBy(at: number): Promise<readonly Access[]>;
  /** Every scope of the network but these, by name: what it is called and whose it is, whatever else is seen ([AR5]). */
  scopesBut(known: readonly ScopeId[]): Promise<readonly ScopeInfo[]>;
}
