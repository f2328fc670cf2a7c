/** A part of a workbook, walked through within bounds. */
import type { ZipEntry } from '../exchange/zip-reader.ts';
import { partText, walkXml, type XmlVisitor } from '../outline/docx-parts.ts';

/** Walks through one part; one that is not there says nothing. */
export type WalkPart = (visitor: XmlVisitor) => void;

/** Ends reading from inside a part. */
export class PartFailure extends Error {
  readonly why: 'damaged' | 'too-large';
  constructor(why: PartFailure['why']) {
    super(why);
    this.why = why;
  }
}

export function walkPart(parts: ReadonlyMap<string, ZipEntry>, path: string): WalkPart {
  return (visitor) => {
    const entry = parts.get(path);
    if (entry === undefined) return;
    const text = partText(path, entry);
    if (typeof text !== 'string') throw new PartFailure(text.code === 'docx-too-large' ? 'too-large' : 'damaged');
    if (walkXml(path, text, visitor) !== null) throw new PartFailure('damaged');
  };
}
