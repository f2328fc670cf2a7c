/** Decoders of files that people bring, and of what a store keeps. */
import { sha256 } from '@noble/hashes/sha2.js';
import { packEntries, unpackEntries } from '../../renderer/data/packs/entry-pack.ts';
import { packOperations, unpackOperations } from '../../renderer/data/packs/operation-pack.ts';
import { packStates, unpackStates } from '../../renderer/data/packs/state-pack.ts';
import { concat, toHex, utf8 } from '../../shared/base/bytes.ts';
import { unhurried } from '../../shared/base/pieces.ts';
import { draftsOfPlaybook } from '../../shared/domain/cacao/drafts-of-playbook.ts';
import { readPlaybookFile } from '../../shared/domain/cacao/read-playbook-file.ts';
import { catalogueEntryOf } from '../../shared/domain/catalogue.ts';
import { libraryPaths } from '../../shared/domain/exchange/library-format.ts';
import { readLibrary } from '../../shared/domain/exchange/read-library.ts';
import { bytesOfEntry, readZip, type ZipEntry } from '../../shared/domain/exchange/zip-reader.ts';
import { createZipWriter } from '../../shared/domain/exchange/zip-writer.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import { findRosterHeader, suggestMapping } from '../../shared/domain/roster-import/column-mapping.ts';
import { planRoster } from '../../shared/domain/roster-import/plan-roster.ts';
import { SearchIndex } from '../../shared/domain/search/search-index.ts';
import { decodeSnapshot, encodeSnapshot } from '../../shared/domain/search/snapshot.ts';
import { bodyOf } from '../../shared/domain/spreadsheet/header-row.ts';
import { readTableFile } from '../../shared/domain/spreadsheet/read-table-file.ts';
import { readAudit } from '../../shared/protocol/audit-file.ts';
import { verifyAudit } from '../../shared/protocol/verify-audit.ts';
import { foldRecord } from '../../shared/sync/merge.ts';
import { importOptions } from '../cacao/import-options.ts';
import { apply, emptyDevice, exported } from '../exchange/exchange-world.ts';
import { docxFile, paragraph } from '../support/docx-file.ts';
import { draftPlaybook } from '../support/engine-life.ts';
import { scopeA, uuidNumbered } from '../support/network.ts';
import { witnessedOnce } from '../support/signing-hub.ts';
import { storedOperation } from '../support/stored-operation.ts';
import { uglyRosters } from '../training/ugly-rosters.ts';
import { type Sample, type Target, whole } from './target.ts';

/** A playbook with every kind of step that leads elsewhere, small enough to be damaged anywhere. */
const cacaoFile = {
  type: 'playbook',
  spec_version: 'cacao-2.0',
  id: 'playbook--00000000-0000-4000-8000-000000000001',
  name: 'Crossing',
  playbook_types: ['mitigation'],
  created_by: 'identity--00000000-0000-4000-8000-000000000002',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  workflow_start: 'start--00000000-0000-4000-8000-000000000003',
  playbook_variables: { __place__: { type: 'string', value: 'Port', constant: false } },
  workflow: {
    'start--00000000-0000-4000-8000-000000000003': {
      type: 'start',
      on_completion: 'if-condition--00000000-0000-4000-8000-000000000004',
    },
    'if-condition--00000000-0000-4000-8000-000000000004': {
      type: 'if-condition',
      condition: '__place__:value = "Port"',
      on_true: 'action--00000000-0000-4000-8000-000000000005',
      on_false: 'end--00000000-0000-4000-8000-000000000006',
    },
    'action--00000000-0000-4000-8000-000000000005': {
      type: 'action',
      name: 'Close the gate',
      commands: [{ type: 'manual', command: 'Close it' }],
      on_completion: 'end--00000000-0000-4000-8000-000000000006',
    },
    'end--00000000-0000-4000-8000-000000000006': { type: 'end' },
  },
};

const operations = () =>
  [1, 2, 3, 4].map((n) => storedOperation(n, n === 1 ? { kind: 'create', field: '@exists' } : {}));
const states = () => {
  const state = foldRecord(operations());
  return state === null ? [] : [state];
};

/** What is read from the store's own disk throws, and whoever reads it takes any error for damage. */
const unlessThrown = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

const markdownFile =
  '---\ntitle: Crossing\n---\n# A\nWords [x](y.md) ![p](p.png)\n\n1. Close *it*\n   - now\n\n## B\n| a | b |\n|---|---|\n- [ ] `c`\n';

/** Whether a file under this name has something to import; importing it must not throw either. */
function importsAs(name: string, bytes: Uint8Array): boolean {
  const { documents } = readPlaybookFile(name, bytes);
  const usable = documents.flatMap(({ document }) => (document === null ? [] : [document]));
  for (const document of usable) draftsOfPlaybook(document, importOptions());
  return usable.length > 0;
}

export const fileTargets: readonly Target[] = [
  {
    name: 'playbook file',
    weight: 4,
    samples: () => [whole(utf8(JSON.stringify(cacaoFile))), whole(utf8(JSON.stringify([cacaoFile], null, 1)))],
    read: (bytes) => importsAs('x.json', bytes),
  },
  {
    name: 'Markdown file',
    weight: 1,
    samples: () => [whole(utf8(markdownFile))],
    read: (bytes) => importsAs('x.md', bytes),
  },
  {
    name: 'DOCX file',
    weight: 1,
    samples: () => {
      const body = paragraph('Crossing', { style: 'Berschrift1' }) + paragraph('Close', { list: '1' });
      const inside: Sample = {
        pieces: [utf8(body)],
        join: ([mutated = new Uint8Array()]) => docxFile(new TextDecoder().decode(mutated)),
      };
      return [whole(docxFile(body)), inside, inside];
    },
    read: (bytes) => importsAs('x.docx', bytes),
  },
  {
    name: 'roster',
    weight: 4,
    samples: () => uglyRosters.filter(({ bytes }) => bytes.length < 2_000).map(({ bytes }) => whole(bytes)),
    read: (bytes) => {
      const read = readTableFile({ name: 'roster', bytes });
      if (!read.ok) return false;
      return read.value.tables.some((table) => {
        const { headings, rows } = bodyOf(table, findRosterHeader(table.rows));
        return planRoster(rows, suggestMapping(headings), { persons: [], roster: [] }).rows.length > 0;
      });
    },
  },
  {
    name: 'library file',
    weight: 2,
    samples: async () => {
      const bytes = await libraryFile();
      const insides = await insidesOf(bytes);
      return [whole(bytes), insides, insides];
    },
    read: async (bytes) => (await readLibrary(bytes, unhurried)).ok,
  },
  {
    name: 'audit file',
    weight: 3,
    samples: async () => {
      const bytes = await auditFile();
      return [whole(bytes), byLines(bytes)];
    },
    read: async (bytes) => {
      const audit = readAudit(bytes);
      return audit.ok && (await verifyAudit(audit.value, async () => true)).reasons.length === 0;
    },
  },
  {
    name: 'search index',
    weight: 3,
    samples: () => [whole(searchIndex())],
    read: (bytes) => {
      const snapshot = decodeSnapshot(bytes);
      if (snapshot !== null) new SearchIndex(snapshot.parts).search('cordon gate', { limit: 20 });
      return snapshot !== null;
    },
  },
  {
    name: 'pack of operations in the store',
    weight: 3,
    samples: () => [whole(packOperations(operations()))],
    read: (bytes) => unlessThrown(() => unpackOperations(bytes, scopeA)),
  },
  {
    name: 'pack of records in the store',
    weight: 3,
    samples: () => [whole(packStates(states()))],
    read: (bytes) => unlessThrown(() => unpackStates(bytes, scopeA)),
  },
  {
    name: 'pack of a list in the store',
    weight: 3,
    samples: () => [whole(packEntries(states().map((state) => catalogueEntryOf(playbook, state))))],
    read: (bytes) => unlessThrown(() => unpackEntries(bytes)),
  },
];

/** What a device witnessed of a scope. */
export async function auditFile(): Promise<Uint8Array> {
  const written = await (await witnessedOnce()).one.engine.audit(scopeA);
  if (!written.ok) throw new Error(written.failure.kind);
  return written.value;
}

/** A library of two playbooks. */
export async function libraryFile(): Promise<Uint8Array> {
  const life = await emptyDevice();
  for (const n of [1, 2]) await apply(life, draftPlaybook(n));
  return (await exported(life)).bytes;
}

/** The two files of a library that are read, its records with the hash that they have then. */
async function insidesOf(bytes: Uint8Array): Promise<Sample> {
  const zip = readZip(bytes);
  if (!zip.ok) throw new Error(zip.failure.why);
  const inside = async (path: string) =>
    (await bytesOfEntry(zip.value.get(path) as ZipEntry, unhurried)) ?? new Uint8Array();
  const manifest = JSON.parse(new TextDecoder().decode(await inside(libraryPaths.manifest))) as { files: object[] };
  // The other files are for people and other programs.
  const files = manifest.files.slice(0, 1);
  return {
    pieces: [utf8(JSON.stringify({ ...manifest, files }, null, 2)), await inside(libraryPaths.everything)],
    join: ([manifest = new Uint8Array(), everything = new Uint8Array()]) => {
      const written = createZipWriter(Date.UTC(2026, 0, 1));
      for (const [path, part] of [
        [libraryPaths.everything, everything],
        [libraryPaths.manifest, withHash(manifest, everything)],
      ] as const) {
        const file = written.file(path);
        file.write(part);
        file.close();
      }
      return concat(...written.end());
    },
  };
}

function withHash(manifest: Uint8Array, everything: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(manifest);
  const entry = /\{[^{}]*"path"\s*:\s*"everything\.json"[^{}]*\}/;
  const said = { path: libraryPaths.everything, size: everything.length, sha256: toHex(sha256(everything)) };
  return entry.test(text) ? utf8(text.replace(entry, () => JSON.stringify(said))) : manifest;
}

function byLines(bytes: Uint8Array): Sample {
  const lines = new TextDecoder().decode(bytes).split('\n').map(utf8);
  return {
    pieces: lines,
    join: (pieces) => concat(...pieces.flatMap((line, at) => (at === 0 ? [line] : [utf8('\n'), line]))),
  };
}

function searchIndex(): Uint8Array {
  const index = new SearchIndex();
  for (const [n, text] of ['Close the cordon', 'Gate at the port', 'طوق', '警戒线'].entries()) {
    const id = uuidNumbered(0x9b, n);
    index.put({
      id,
      type: 'playbook',
      owner: id,
      texts: [{ field: 'title.en', text, weight: 'title', isName: false }],
    });
  }
  return encodeSnapshot({ head: { life: uuidNumbered(0x11, 1), position: 9, recipe: 'x' }, parts: index.parts() });
}
