/** The one list of record types. A new type is one file and one line here. */
import { attachment } from './attachment.ts';
import type { RecordDeclaration } from './declare-record.ts';
import { playbook } from './playbook.ts';
import { run, runEvent } from './run.ts';
import { step } from './step.ts';

export const recordDeclarations: readonly RecordDeclaration[] = [playbook, step, run, runEvent, attachment];

const byType = new Map(recordDeclarations.map((declaration) => [declaration.type, declaration]));

/** The declaration of a type, or undefined for one of a newer version: stored raw, forwarded, not shown (sync.md 23). */
export function declarationOf(type: string): RecordDeclaration | undefined {
  return byType.get(type);
}

/** The version of the record schema that this edition writes into operations: the highest of its declarations. */
export const schemaVersion = Math.max(...recordDeclarations.map((declaration) => declaration.version));
