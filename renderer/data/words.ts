import type data from '../i18n/en/data.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    data: typeof data;
  }
}
