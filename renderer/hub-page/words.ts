import type coordinator from '../i18n/en/coordinator.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    coordinator: typeof coordinator;
  }
}
