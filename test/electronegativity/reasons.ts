/** Why a finding is none. A reason that no finding asks for any more fails too: it would hide the next one. */
export interface Reason {
  readonly id: string;
  readonly file: RegExp;
  readonly reason: string;
}

export const reasons: readonly Reason[] = [
  {
    id: 'CSP_GLOBAL_CHECK',
    file: /^N\/A$/,
    reason:
      'It looks for a policy in pages and in onHeadersReceived. Ours is a header of every answer of app://waypost (shared/base/content-policy.ts), with a nonce of each load.',
  },
  {
    id: 'CERTIFICATE_VERIFY_PROC_JS_CHECK',
    file: /hub-sessions\.ts$|main\.js$/,
    reason:
      'It takes away, and adds no trust: a hub that is known by a key of its own is refused under any other (decision 22). No other session has one.',
  },
  {
    id: 'DANGEROUS_FUNCTIONS_JS_CHECK',
    file: /assets\/(certificate-worker|sign-certificate)-[\w-]+\.js$/,
    reason:
      'setimmediate, which the reader of JSON-LD brings along, would make a function of a text that it is given in place of one. It is given functions alone, and the policy of page and workers has no unsafe-eval: such a text would end in an error.',
  },
  {
    id: 'AUXCLICK_JS_CHECK',
    file: /window\.ts$/,
    reason:
      'A middle click would open a window: setWindowOpenHandler denies every window, and the feature that this check wants switched off is not in Chromium any more.',
  },
  {
    id: 'PRELOAD_JS_CHECK',
    file: /window\.ts$/,
    reason:
      'It asks for a look at the preload. That gives the page one function over listed channels and one subscription; isolated and sandboxed, without an object of Electron.',
  },
  {
    id: 'ELECTRON_VERSION_JSON_CHECK',
    file: /^package\.json$/,
    reason:
      'It says which Electron the project names. Whether that is a current one is asked by npm run release-check.',
  },
];
