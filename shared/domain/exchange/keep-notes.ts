/** The note of an import in each scope that got something, with the authors and times of every value beside it. */
import { concat } from '../../base/bytes.ts';
import { type ScopeId, uuidv7 } from '../../base/ids.ts';
import { ok, type Result } from '../../base/result.ts';
import { createRecord } from '../edit.ts';
import { draftsOfOriginal } from '../original-file.ts';
import type { OperationDraft } from '../record-state.ts';
import type { ImportRun } from './import-library.ts';
import { libraryImport } from './library-import.ts';
import type { PlannedRecord } from './plan-import.ts';
import { createZipWriter } from './zip-writer.ts';

/** Keeps one note for each scope. */
export async function keepNotes<F>(run: ImportRun<F>): Promise<Result<null, F>> {
  const { port, plan, by, clock, random } = run;
  for (const scope of new Set(plan.records.map((each) => each.scope))) {
    const records = plan.records.filter((each) => each.scope === scope);
    const bytes = await authorsFile(run, records);
    const kept = await port.keepChunks(bytes);
    if (!kept.ok) return kept;
    const id = uuidv7(clock, random);
    const beside = draftsOfOriginal({
      scope,
      id: uuidv7(clock, random),
      owner: id,
      name: 'authors.zip',
      mediaType: 'application/zip',
      bytes,
      chunks: kept.value,
    });
    const applied = await port.apply(by.person, [
      ...noteDrafts(run, { scope, id, records: records.length }),
      ...beside,
    ]);
    if (!applied.ok) return applied;
  }
  return ok(null);
}

function noteDrafts<F>(
  { library: { manifest, fingerprint }, by, clock }: ImportRun<F>,
  { scope, id, records }: { readonly scope: ScopeId; readonly id: string; readonly records: number },
): readonly OperationDraft[] {
  const made = createRecord(
    libraryImport,
    { scope, id },
    {
      at: clock.now(),
      by: by.name.slice(0, 300),
      network: manifest.network.name,
      networkId: manifest.network.id.slice(0, 300),
      exportedAt: manifest.at,
      exportedBy: manifest.by.name,
      purpose: manifest.purpose,
      records,
      fingerprint,
    },
  );
  // All values are within their limits: the manifest has stricter ones.
  if (!made.ok) throw new Error(`library-import.${made.failure.field}: ${made.failure.reason}`);
  return made.value;
}

/** `authors.json` in a ZIP: names of people, then for each record its values with author, time and device. */
async function authorsFile<F>(
  { library, pieces }: ImportRun<F>,
  records: readonly PlannedRecord[],
): Promise<Uint8Array> {
  const zip = createZipWriter(library.manifest.at);
  const file = zip.file('authors.json');
  file.write(`{"people":${JSON.stringify(library.manifest.people)},"records":[\n`);
  for (const [place, { record }] of records.entries()) {
    const fields = Object.entries(record.fields).map(([field, heads]) => ({
      field,
      values: heads.map(({ author, wall, device }) => ({ author, wall, device })),
    }));
    file.write(`${place === 0 ? '' : ',\n'}${JSON.stringify({ id: record.id, fields })}`);
    await pieces.breathe();
  }
  file.write('\n]}\n');
  file.close();
  return concat(...zip.end());
}
