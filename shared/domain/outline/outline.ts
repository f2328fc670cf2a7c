/** What a document for people says, block by block, before it becomes a playbook. Readers of Markdown and DOCX make it. */
import type { Reason } from '../cacao/reason.ts';

/** Level of a paragraph that is bold and nothing else: a heading where a document has no better ones. */
export const boldLevel = 7;

export interface Block {
  /** `action` is an item of the outermost numbered list, with what is indented below it. */
  readonly kind: 'heading' | 'action' | 'text';
  /** 1 to 6, or {@link boldLevel}; 0 for what is no heading. */
  readonly level: number;
  readonly text: string;
  /** Line of the file, or number of the paragraph where a file has no lines; from 1. */
  readonly line: number;
}

export interface Outline {
  /** What the file itself calls its title, outside its text. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
  readonly reasons: readonly Reason[];
}
