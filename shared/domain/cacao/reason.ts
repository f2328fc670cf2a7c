/**
 * Why a file was refused, or imported with warnings. A reason is plain data: screens find words by `code` in the
 * language of the interface, the command prints the English of reason-text.ts.
 */

/** Stable names of everything that an import can say; they never change once released. */
export const reasonCodes = [
  // The file could not be used.
  'file-unreadable',
  'file-empty',
  'file-too-large',
  'file-binary',
  'text-not-utf8',
  'json-broken',
  'json-too-deep',
  'no-playbook',
  'embedded-unreadable',
  'workflow-missing',
  'steps-none',
  'steps-too-many',
  'format-unknown',
  'outline-no-steps',
  'docx-foreign',
  'docx-damaged',
  'docx-macros',
  'docx-too-large',
  'xml-doctype',
  'xml-broken',
  'xml-too-deep',
  // It was read, and something is not as the standard asks.
  'text-utf16',
  'key-repeated',
  'key-unsafe',
  'version-missing',
  'version-unknown',
  'upgraded',
  'id-replaced',
  'workflow-was-list',
  'step-not-object',
  'step-type-changed',
  'property-renamed',
  'branches-joined',
  'property-missing',
  'property-wrong-type',
  'property-empty',
  'property-not-allowed',
  'value-not-allowed',
  'id-malformed',
  'time-malformed',
  'time-order',
  'start-missing',
  'start-elsewhere',
  'end-missing',
  'action-missing',
  'edge-dangling',
  'reference-dangling',
  'step-unreachable',
  'signature-stale',
  'warnings-left-off',
  // A document for people was read, and something of it stayed behind.
  'headings-from-bold',
  'images-left-out',
  'links-cut',
  'tables-flattened',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Where JSON breaks; the value `fault` of a reason is one of them, and has words of its own. */
export const jsonFaults = [
  'after-end',
  'separator',
  'trailing-comma',
  'name',
  'colon',
  'string',
  'early-end',
  'value',
  'depth',
] as const;
export type JsonFaultKind = (typeof jsonFaults)[number];

/** What a property should be; the value `form` of a reason is one of them, and has words of its own. */
export const valueForms = [
  'text',
  'flag',
  'object',
  'filled-object',
  'identifier',
  'time',
  'milliseconds',
  'percent',
  'texts',
  'filled-texts',
  'identifiers',
  'objects',
] as const;
export type ValueForm = (typeof valueForms)[number];

/** `refused` stops the document, `warning` shows in its status, `note` is only said. */
export type ReasonSeverity = 'refused' | 'warning' | 'note';

export interface Reason {
  readonly code: ReasonCode;
  readonly severity: ReasonSeverity;
  /** JSON Pointer (RFC 6901) into the document; empty for the whole of it. */
  readonly path: string;
  /** Place in the file, counted from 1, where it is known. */
  readonly line: number | null;
  readonly column: number | null;
  /** What the words of the reason need: names, ids, counts, and codes that have words of their own. Never a sentence. */
  readonly values: Readonly<Record<string, string | number>>;
}

export type ImportStatus = 'imported' | 'imported with warnings' | 'refused';

/** A reason without a place in the file; the place is added where it is known. */
export function reason(
  code: ReasonCode,
  severity: ReasonSeverity,
  path = '',
  values: Readonly<Record<string, string | number>> = {},
): Reason {
  return { code, severity, path, line: null, column: null, values };
}

/** The status that a document with these reasons has. */
export function statusOf(reasons: readonly Reason[]): ImportStatus {
  if (reasons.some((each) => each.severity === 'refused')) return 'refused';
  return reasons.some((each) => each.severity === 'warning') ? 'imported with warnings' : 'imported';
}

/** One more name in a JSON Pointer. */
export function pointer(base: string, name: string | number): string {
  return `${base}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
