/** Documents for people as playbooks: Markdown and DOCX, read as one playbook whose plan a person confirms. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../base/bytes.ts';
import type { Outline } from '../outline/outline.ts';
import { documentOfPlan, planOfOutline } from '../outline/plan-of-outline.ts';
import { readDocx } from '../outline/read-docx.ts';
import { readMarkdown } from '../outline/read-markdown.ts';
import { type FileText, fileLimit } from './file-text.ts';
import type { FileReading } from './read-playbook-file.ts';
import { type Reason, reason, statusOf } from './reason.ts';

/** More steps than anybody carries out; a document of so many headings is a book. */
const stepLimit = 20_000;

export function readMarkdownFile(name: string, bytes: Uint8Array, { text, reasons }: FileText): FileReading {
  return readingOf(name, bytes, readMarkdown(text), reasons);
}

export function readDocxFile(name: string, bytes: Uint8Array): FileReading {
  if (bytes.length > fileLimit) {
    return refused(name, [reason('file-too-large', 'refused', '', { size: bytes.length, limit: fileLimit })]);
  }
  const outline = readDocx(bytes);
  return 'code' in outline ? refused(name, [outline]) : readingOf(name, bytes, outline, []);
}

function readingOf(name: string, bytes: Uint8Array, outline: Outline, ofFile: readonly Reason[]): FileReading {
  const planned = planOfOutline(outline, name, toHex(sha256(bytes)));
  if ('code' in planned) return refused(name, [...ofFile, planned]);
  const { plan } = planned;
  const steps = plan.steps.length;
  if (steps > stepLimit) {
    return refused(name, [...ofFile, reason('steps-too-many', 'refused', '', { count: steps, limit: stepLimit })]);
  }
  const reasons = [...ofFile, ...planned.reasons];
  const status = statusOf(reasons);
  const document = documentOfPlan(plan);
  const read = { status, reasons: planned.reasons, path: '', document, version: null, title: plan.title, steps, plan };
  return { file: name, status, reasons, documents: [read] };
}

function refused(file: string, reasons: readonly Reason[]): FileReading {
  return { file, status: 'refused', reasons, documents: [] };
}
