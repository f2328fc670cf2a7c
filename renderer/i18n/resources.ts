/**
 * Types of the words: English is the source, so a misspelt key fails to compile.
 *
 * A feature adds its own namespace in its feature.ts:
 * `declare module 'i18next' { interface ResourceNamespaceMap { playbooks: typeof playbooks } }`
 */
import type app from './en/app.json';
import type errors from './en/errors.json';
import type records from './en/records.json';
import type ui from './en/ui.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    returnNull: false;
  }
  interface ResourceNamespaceMap {
    app: typeof app;
    errors: typeof errors;
    records: typeof records;
    ui: typeof ui;
  }
}
