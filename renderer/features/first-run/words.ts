import type firstRun from '../../i18n/en/first-run.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    'first-run': typeof firstRun;
  }
}
