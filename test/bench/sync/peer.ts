/** What the bench asks of everybody that it measures, Waypost included: the same work in a page of Chromium. */

/** One record of the bench, flat, as a peer without fields per language keeps it. */
export interface BenchRecord {
  readonly id: string;
  readonly scope: string;
  readonly review: string;
  readonly kind: string;
  readonly language: string;
  readonly title: string;
  readonly capability: string;
  readonly observation: string;
  readonly reference: string;
  readonly order: string;
}

/** A person sets one field of one record. `gone` is `yes` of a record that was deleted and `no` of one that was brought back. */
export interface Change {
  readonly id: string;
  readonly field: 'capability' | 'observation' | 'reference' | 'order' | 'title' | 'step' | 'gone';
  readonly value: string;
}

/** A new record with its title and place; the rest is filled in later. */
export type NewFinding = Pick<BenchRecord, 'id' | 'scope' | 'review' | 'kind' | 'language' | 'title' | 'order'>;

/** A step that was ticked off in a run. */
export interface NewTick {
  readonly id: string;
  readonly scope: string;
  /** The run, under the name of what other records belong to: peers have one index for both. */
  readonly review: string;
  readonly kind: 'done';
  readonly step: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: string;
}

/** One action of a person. */
export type Edit =
  /** `answer`: chosen where two people had set the field. */
  | ({ readonly kind: 'set' | 'answer' } & Change)
  | { readonly kind: 'create'; readonly record: NewFinding }
  | { readonly kind: 'tick'; readonly record: NewTick }
  | { readonly kind: 'delete' | 'restore'; readonly id: string };

/** `globalThis.peer` of a peer's page. What resolves is on the disk. */
export interface Peer {
  /** Opens the database of this profile and what must be in memory before it answers. */
  open(): Promise<void>;
  /** Both directions: resolves when so many records are readable here and what was changed here has been sent. */
  sync(expected: number): Promise<void>;
  /** Ends the connection, where one lasts beyond an exchange. */
  leave?(): Promise<void>;
  /** Saves changes one after the other, each as an action of its own; milliseconds of each. */
  edit(changes: readonly Change[]): Promise<number[]>;
  /**
   * Makes edits of every kind, each as an action of its own. Peers get it with their `make` from page-kit.js, which says what it
   * makes of each kind.
   */
  mix(edits: readonly Edit[]): Promise<void>;
  /** Records that can be listed. */
  count(): Promise<number>;
  read(id: string, field: Change['field']): Promise<string | undefined>;
  /**
   * Milliseconds from the last byte of the last exchange until the records were there. Left out by peers that begin with
   * their records when the last byte is there: for them the exchange itself is measured.
   */
  readable?(): Promise<number>;
  /**
   * Rots one value of a record on the disk, where nothing else on this disk has it, and has the peer look over it; the next
   * exchange brings it back. Left out by peers that look over nothing.
   */
  damage?(id: string): Promise<void>;
  /** Takes the records of a scope from the disk. Left out where that is no operation of the peer. */
  purge?(scope: string): Promise<void>;
}

/** What went through a server, without HTTP headers and WebSocket framing. */
export interface Traffic {
  /** HTTP requests, and messages that came by WebSocket. */
  readonly requests: number;
  readonly up: number;
  readonly down: number;
  /** `up` with brotli (quality 5) over each body that it makes smaller. */
  readonly upPacked: number;
}

/** The other side of a peer: its server, or Waypost's hub, in a process of its own. */
export interface PeerServer {
  readonly address: string;
  /** Where it has a certificate: SHA-256 of the key above it, base64. The page takes what is under that key. */
  readonly keySha256?: string;
  reset(): Promise<void>;
  traffic(): Promise<Traffic>;
  /** The values that it holds for changes, in their order. */
  values(changes: readonly Change[]): Promise<readonly (string | null)[]>;
  /** Somebody else sets a field of these records, not knowing what it is: two values stand there then. Left out by peers, of which the last one wins. */
  contest?(answers: readonly Change[]): Promise<void>;
  /** Has it work as it had before on other days: its code is compiled then. Left out where that is nothing beside what is measured. */
  warm?(): Promise<void>;
  stop(): Promise<void>;
}
