/** In which open form records of a type leave, besides `everything.json` and their table. */

/**
 * `cacao`: a file of CACAO 2.0, with the steps in it (`part`); `file`: the bytes themselves; `table`: the table says it
 * best. Every other type, those of later editions too, is written as a Markdown document, its children inside it.
 */
export type ExportForm = 'cacao' | 'part' | 'file' | 'table' | 'document';

const forms: ReadonlyMap<string, ExportForm> = new Map([
  ['playbook', 'cacao'],
  ['step', 'part'],
  ['attachment', 'file'],
  ['course', 'table'],
  ['session', 'table'],
  ['person', 'table'],
  ['enrolment', 'table'],
  ['attendance-mark', 'table'],
  ['assessment-mark', 'table'],
  ['assessment-result', 'table'],
  ['competency', 'table'],
  ['vocabulary-choice', 'table'],
  ['cost-entry', 'table'],
  ['access-entry', 'table'],
  ['consent', 'table'],
  ['library-import', 'table'],
  ['decision', 'table'],
  ['erasure-request', 'table'],
  ['erasure', 'table'],
] as const);

export function formOf(type: string): ExportForm {
  return forms.get(type) ?? 'document';
}
