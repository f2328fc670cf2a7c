import type vault from '../../i18n/en/vault.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    vault: typeof vault;
  }
}
