import { expect, test } from 'vitest';
import { cacaoOf } from '../../shared/domain/cacao/cacao-of.ts';
import { canonicalJson } from '../../shared/domain/cacao/canonical-json.ts';
import { checkPlaybook } from '../../shared/domain/cacao/check-playbook.ts';
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
  title('every other real file becomes a playbook to look at, or is refused with a reason and its line'),
  () => {
    const others = corpusFiles('.').filter((file) => !file.name.startsWith('cacao/playbooks'));
    expect(others.length).toBeGreaterThan(500);
    let proposed = 0;
    for (const file of others) {
      const reading = readPlaybookFile(file.name, file.bytes);
      if (reading.status === 'refused') {
        const [refusal] = reading.reasons.filter((each) => each.severity === 'refused');
        expect(refusal).toBeDefined();
        const hasNoLines = ['file-binary', 'file-empty', 'text-not-utf8', 'docx-foreign'].includes(refusal?.code ?? '');
        expect([file.name, refusal?.code, hasNoLines || refusal?.line !== null]).toEqual([
          file.name,
          refusal?.code,
          true,
        ]);
        continue;
      }
      proposed += 1;
      const [document] = reading.documents;
      expect([file.name, document?.plan?.steps.length]).not.toEqual([file.name, 0]);
      expect([file.name, document?.plan?.title]).not.toEqual([file.name, '']);
      const dated = {
        ...document?.document,
        created: '2026-01-01T00:00:00.000Z',
        modified: '2026-01-01T00:00:00.000Z',
      };
      expect([file.name, checkPlaybook(dated)]).toEqual([file.name, []]);
    }
    expect(proposed).toBeGreaterThan(150);
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
