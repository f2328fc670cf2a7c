import { expect, test } from 'vitest';
import { cacaoOf } from '../../shared/domain/cacao/cacao-of.ts';
import { canonicalJson } from '../../shared/domain/cacao/canonical-json.ts';
import { draftsOfPlaybook } from '../../shared/domain/cacao/drafts-of-playbook.ts';
import { readPlaybookFile } from '../../shared/domain/cacao/read-playbook-file.ts';
import { type CorpusFile, corpusFiles, corpusFolder } from './corpus.ts';
import { importOptions } from './import-options.ts';
import { splitStates, statesOfDrafts } from './states-of-drafts.ts';

const here = corpusFolder !== null;
const title = (name: string) =>
  here ? name : `${name} (left out: the folder of real files is not beside the project)`;

/** Files that the OASIS schemas find valid and whose references hold. */
const clean = [
  'soarca-branch/basic-step',
  'soarca-branch/flow-control',
  'soarca-branch/ssh-kms-playbook',
  'soarca-branch/used-response',
  'soarca-examples/http-playbook',
  'soarca-examples/manual-playbook',
  'soarca-examples/openc2-playbook',
  'soarca-examples/powershell-playbook',
  'soarca-examples/ssh-playbook',
];

function documentsOf(file: CorpusFile) {
  return readPlaybookFile(file.name, file.bytes).documents;
}

test.runIf(here)(title('every real playbook is imported, the sound ones without a warning'), () => {
  for (const file of corpusFiles('cacao/playbooks')) {
    const reading = readPlaybookFile(file.name, file.bytes);
    const isClean = clean.some((name) => file.name.endsWith(`${name}.json`));
    expect([file.name, reading.status]).toEqual([file.name, isClean ? 'imported' : 'imported with warnings']);
    expect(reading.documents).toHaveLength(1);
  }
});

test.runIf(here)(
  title('every other real file is refused with a reason that can be shown'),
  () => {
    const others = corpusFiles('.').filter((file) => !file.name.startsWith('cacao/playbooks'));
    expect(others.length).toBeGreaterThan(500);
    for (const file of others) {
      const reading = readPlaybookFile(file.name, file.bytes);
      expect([file.name, reading.status]).toEqual([file.name, 'refused']);
      expect(reading.reasons.length).toBeGreaterThan(0);
    }
  },
  60_000,
);

test.runIf(here)(title('what came in is what an export gives back, in canonical JSON'), () => {
  let equal = 0;
  for (const file of corpusFiles('cacao/playbooks')) {
    for (const { document } of documentsOf(file)) {
      if (document === null) continue;
      const { playbook, steps } = splitStates(statesOfDrafts(draftsOfPlaybook(document, importOptions()).drafts));
      const exported = cacaoOf(playbook, steps).document;
      // Files that leave out required times get them on export; nothing else may differ.
      const expected = { ...exported, ...document };
      expect([file.name, canonicalJson(exported)]).toEqual([file.name, canonicalJson(expected)]);
      if (canonicalJson(document) === canonicalJson(exported)) equal++;
    }
  }
  expect(equal).toBe(18);
});
