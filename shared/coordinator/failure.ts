/** Where the page's calls are, and why one was not answered as asked; both sides know every kind. */
export const apiPath = '/coordinator/api';
/** The hub's log as a file, behind {@link apiPath}. */
export const logFilePath = '/log/file';

/** As what a file is handed to the hub: its bytes and nothing around them. */
export const fileType = 'application/octet-stream';
/** The largest sealed outbox that the page takes, in bytes; larger ones are taken on the hub's own machine. */
export const outboxOnPage = 8 * 1024 * 1024;

export type CoordinatorFailureKind =
  | 'signed-out'
  | 'not-permitted'
  | 'origin-refused'
  | 'sign-in-refused'
  | 'sign-in-delayed'
  | 'hub-busy'
  | 'set-up-refused'
  | 'passphrase-weak'
  | 'authenticator-code-wrong'
  | 'passkey-refused'
  | 'passkey-needed'
  | 'passkeys-need-name'
  | 'passkeys-full'
  | 'proof-too-old'
  | 'last-way-in'
  | 'provider-unreachable'
  | 'provider-refused'
  | 'provider-answer-wrong'
  | 'provider-too-weak'
  | 'provider-unknown'
  | 'link-known'
  | 'ask-unknown'
  | 'held-changed'
  | 'own-change'
  | 'cannot-accept'
  | 'move-incomplete'
  | 'note-missing'
  | 'request-unreadable'
  | 'request-answered'
  | 'hub-has-no-key'
  | 'outbox-unreadable'
  | 'outbox-cut'
  | 'outbox-damaged'
  | 'outbox-other-hub'
  | 'outbox-device-unknown'
  | 'outbox-too-much'
  | 'outbox-held-full'
  | 'own-grant'
  | 'proposal-over'
  | 'already-so'
  | 'last-overseer'
  | 'not-found'
  | 'not-yours-to-give';

/** What a failed call answers; members besides `kind` come with some kinds. */
export interface CoordinatorFailure {
  readonly kind: CoordinatorFailureKind;
  /** Milliseconds to wait, with `sign-in-delayed`. */
  readonly waitMs?: number;
  /** What is wrong with a passphrase, with `passphrase-weak`. */
  readonly fault?: 'too-short' | 'too-long' | 'too-plain';
}
