/** Reads a file of playbooks: what is in it, what of it can be used, and why not the rest. Never throws on input. */
import { bytesOfBase64 } from '../../base/base64.ts';
import { textOfUtf8 } from '../../base/bytes.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { OutlinePlan } from '../outline/plan-of-outline.ts';
import { looksZipped } from '../outline/read-docx.ts';
import { checkPlaybook } from './check-playbook.ts';
import { textOfFile } from './file-text.ts';
import { type FoundPlaybook, findPlaybooks, withoutUnsafeKeys } from './find-playbooks.ts';
import { placeOf, scanJson } from './json-scan.ts';
import { readDocxFile, readMarkdownFile } from './read-outline-file.ts';
import { type ImportStatus, type Reason, reason, statusOf } from './reason.ts';
import { upgradePlaybook } from './upgrade.ts';

/** One playbook of a file. */
export interface DocumentReading {
  readonly status: ImportStatus;
  readonly reasons: readonly Reason[];
  /** JSON Pointer to it in the file; empty when the file is the playbook. */
  readonly path: string;
  /** As CACAO 2.0, or null when it is refused. */
  readonly document: JsonObject | null;
  /** `spec_version` as it came, or null. */
  readonly version: string | null;
  readonly title: string;
  readonly steps: number;
  /** For a document for people: what its headings and lists become. A person looks at it before it is saved. */
  readonly plan?: OutlinePlan;
}

export interface FileReading {
  readonly file: string;
  readonly status: ImportStatus;
  /** Reasons of the file itself and of all its playbooks. */
  readonly reasons: readonly Reason[];
  readonly documents: readonly DocumentReading[];
}

/** Objects may be nested so deep; real playbooks stay under 15. */
export const depthLimit = 100;
export const stepLimit = 20_000;
/** Warnings kept per playbook; further ones are counted. */
const warningLimit = 200;

/** Reads the bytes of a file. `name` is only repeated in the answer. */
export function readPlaybookFile(name: string, bytes: Uint8Array): FileReading {
  if (looksZipped(bytes)) return readDocxFile(name, bytes);
  const read = textOfFile(bytes);
  if ('code' in read) return refusedFile(name, [read]);
  if (/\.(md|markdown|mdown)$/i.test(name)) return readMarkdownFile(name, bytes, read);
  const parsed = parseText(read.text);
  if (!parsed.ok) return refusedFile(name, [...read.reasons, parsed.fault]);
  const found = findPlaybooks(parsed.value);
  if (found.length === 0) {
    return refusedFile(name, [...read.reasons, { ...reason('no-playbook', 'refused'), line: 1, column: 1 }]);
  }
  const shared = [...read.reasons, ...parsed.reasons];
  const documents = found.map((each) => readFound(each, parsed.text));
  const reasons = [...shared, ...documents.flatMap((each) => each.reasons)];
  const used = documents.filter((each) => each.status !== 'refused');
  if (used.length === 0) return { file: name, status: 'refused', reasons, documents };
  const isClean = documents.length === used.length && statusOf(reasons) === 'imported';
  return { file: name, status: isClean ? 'imported' : 'imported with warnings', reasons, documents };
}

function refusedFile(file: string, reasons: readonly Reason[]): FileReading {
  return { file, status: 'refused', reasons, documents: [] };
}

type Parsed =
  | { readonly ok: true; readonly value: Json; readonly text: string; readonly reasons: readonly Reason[] }
  | { readonly ok: false; readonly fault: Reason };

/** JSON, or base64 of JSON alone. */
function parseText(text: string): Parsed {
  const scan = scanJson(text, depthLimit);
  if (scan.fault === null) {
    const reasons = scan.repeated.map((name) => reason('key-repeated', 'warning', '', { name }));
    const parsed = JSON.parse(text) as Json;
    // Escapes can spell the name too; any backslash u makes the slower way worth it.
    const isSuspect = text.includes('__proto__') || text.includes('\\u');
    const value = isSuspect ? withoutUnsafeKeys(parsed, '', reasons) : parsed;
    return { ok: true, value, text, reasons };
  }
  const inner = textOfBase64(text);
  if (inner !== null) return parseText(inner);
  if (scan.depth > depthLimit)
    return { ok: false, fault: reason('json-too-deep', 'refused', '', { limit: depthLimit }) };
  const isJson = /^\s*["[{]/.test(text.slice(0, 1_000));
  const fault = reason(isJson ? 'json-broken' : 'format-unknown', 'refused', '', { fault: scan.fault.kind });
  return { ok: false, fault: { ...fault, ...placeOf(text, scan.fault.offset) } };
}

/** The text inside base64 when it is JSON by its first character; else null. It gets shorter, so this ends. */
function textOfBase64(text: string): string | null {
  if (!/^[A-Za-z0-9+/_-]{16}/.test(text.trimStart())) return null;
  const bytes = bytesOfBase64(text.trim());
  const inner = bytes === null ? null : textOfUtf8(bytes);
  return inner !== null && /^\s*[{[]/.test(inner) ? inner : null;
}

function readFound(found: FoundPlaybook, text: string): DocumentReading {
  if ('document' in found) return readDocument(found.document, found.path, text);
  const inner = textOfBase64(found.base64);
  const parsed = inner === null ? null : parseText(inner);
  const document = parsed?.ok ? findPlaybooks(parsed.value).find((each) => 'document' in each) : undefined;
  if (parsed?.ok && document !== undefined && 'document' in document) {
    const reading = readDocument(document.document, found.path, null);
    return { ...reading, reasons: [...parsed.reasons, ...reading.reasons] };
  }
  const refusal = { ...reason('embedded-unreadable', 'refused', found.path), ...placeOfPath(text, found.path) };
  return {
    status: 'refused',
    reasons: [refusal],
    path: found.path,
    document: null,
    version: null,
    title: '',
    steps: 0,
  };
}

/** Judges one playbook object. `text` is the file it stood in as JSON, for lines; null when it was base64. */
function readDocument(source: JsonObject, path: string, text: string | null): DocumentReading {
  const title = typeof source.name === 'string' ? source.name : '';
  const version = typeof source.spec_version === 'string' ? source.spec_version : null;
  const refusal = refusalOf(source);
  if (refusal !== null) {
    const reasons = placed([refusal], path, text);
    return { status: 'refused', reasons, path, document: null, version, title, steps: 0 };
  }
  const upgraded = upgradePlaybook(source);
  const found = limited([...upgraded.reasons, ...checkPlaybook(upgraded.document)]);
  const steps = Object.keys(upgraded.document.workflow as JsonObject).length;
  const reasons = placed(found, path, text);
  return { status: statusOf(reasons), reasons, path, document: upgraded.document, version, title, steps };
}

/** Why there is nothing to use in it, or null. */
function refusalOf(source: JsonObject): Reason | null {
  const workflow = source.workflow;
  if (!isJsonObject(workflow) && !Array.isArray(workflow)) return reason('workflow-missing', 'refused');
  const steps: readonly Json[] = Array.isArray(workflow) ? workflow : Object.values(workflow);
  if (!steps.some(isJsonObject)) return reason('steps-none', 'refused', '/workflow');
  if (steps.length <= stepLimit) return null;
  return reason('steps-too-many', 'refused', '/workflow', { count: steps.length, limit: stepLimit });
}

function limited(reasons: readonly Reason[]): readonly Reason[] {
  if (reasons.length <= warningLimit) return reasons;
  const severest = [...reasons].sort((a, b) => Number(a.severity === 'note') - Number(b.severity === 'note'));
  const count = reasons.length - warningLimit;
  return [...severest.slice(0, warningLimit), reason('warnings-left-off', 'warning', '', { count })];
}

/** Adds the place in the file. Paths that an upgrade made lead to no place, or to the nearest one above. */
function placed(reasons: readonly Reason[], base: string, text: string | null): readonly Reason[] {
  if (reasons.length === 0) return reasons;
  const full = reasons.map((each) => ({ ...each, path: base + each.path }));
  if (text === null) return full;
  const wanted = new Set(full.map((each) => each.path));
  const offsets = scanJson(text, depthLimit, wanted).offsets;
  return full.map((each) => {
    const offset = offsets.get(each.path);
    return offset === undefined ? each : { ...each, ...placeOf(text, offset) };
  });
}

function placeOfPath(text: string, path: string): { line: number | null; column: number | null } {
  const offset = scanJson(text, depthLimit, new Set([path])).offsets.get(path);
  return offset === undefined ? { line: null, column: null } : placeOf(text, offset);
}
