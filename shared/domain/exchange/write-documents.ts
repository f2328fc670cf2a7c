/** Runs, reviews and whatever else reads as a document. */
import type { RecordId } from '../../base/ids.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { type DocumentTree, documentOf } from './document-of.ts';
import { formOf } from './export-forms.ts';
import { childrenByParent, fileStem, type Writing, writeText } from './library-writing.ts';

/** Runs, reviews and whatever else reads as a document, each with all that belongs to it. */
export async function writeDocuments(writing: Writing, alive: readonly CatalogueEntry[]): Promise<void> {
  const documents = alive.filter((entry) => formOf(entry.type) === 'document');
  const children = childrenByParent(documents);
  const isInside = new Set(documents.map(({ id }) => id));
  for (const root of documents) {
    if (isInside.has(root.parent)) continue;
    const tree = await openTree(writing, root, children);
    if (tree === null) continue;
    writeText(writing, `${root.type}/${fileStem(root)}.md`, documentOf(tree, writing.nameOf));
    await writing.step(0);
  }
}

async function openTree(
  { port }: Writing,
  root: CatalogueEntry,
  children: ReadonlyMap<RecordId, readonly CatalogueEntry[]>,
): Promise<DocumentTree | null> {
  const found = new Map<RecordId, CatalogueEntry>();
  const gather = (entry: CatalogueEntry) => {
    if (found.has(entry.id)) return;
    found.set(entry.id, entry);
    for (const child of children.get(entry.id) ?? []) gather(child);
  };
  gather(root);
  const states = new Map((await port.open([...found.keys()])).map((state) => [state.id, state]));
  const treeOf = (entry: CatalogueEntry): DocumentTree[] => {
    const state = states.get(entry.id);
    if (state === undefined || !found.delete(entry.id)) return [];
    return [{ state, children: (children.get(entry.id) ?? []).flatMap(treeOf) }];
  };
  return treeOf(root)[0] ?? null;
}
