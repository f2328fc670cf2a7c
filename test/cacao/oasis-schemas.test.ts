import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import type { JsonObject } from '../../shared/base/json.ts';
import { cacaoOf } from '../../shared/domain/cacao/cacao-of.ts';
import { draftsOfPlaybook } from '../../shared/domain/cacao/drafts-of-playbook.ts';
import { readPlaybookFile } from '../../shared/domain/cacao/read-playbook-file.ts';
import { setFields } from '../../shared/domain/edit.ts';
import { playbook as declaration } from '../../shared/domain/playbook.ts';
import { sampleFiles } from '../support/sample-files.ts';
import { corpusFiles, corpusFolder } from './corpus.ts';
import { importOptions } from './import-options.ts';
import { splitStates, statesOfDrafts } from './states-of-drafts.ts';

const here = corpusFolder !== null && existsSync(`${corpusFolder}/cacao/schemas-v2.0`);
const title = (name: string) => (here ? name : `${name} (left out: the OASIS schemas are not beside the project)`);

/** Many of the schemas share one `$id`, so they are named by their path and every reference is made absolute. */
function oasisSchema(): ValidateFunction {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const root = 'cacao/schemas-v2.0';
  for (const file of corpusFiles(root)) {
    const path = posix.relative(root, file.name);
    const schema = JSON.parse(new TextDecoder().decode(file.bytes)) as Record<string, unknown>;
    delete schema.$id;
    ajv.addSchema(absolute(schema, path) as object, `https://schemas.invalid/${path}`);
  }
  const validate = ajv.getSchema('https://schemas.invalid/playbook.json');
  if (validate === undefined) throw new Error('no playbook.json among the schemas');
  return validate;
}

function absolute(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((each) => absolute(each, path));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key !== '$ref' || typeof each !== 'string') return [key, absolute(each, path)];
      const [file = '', fragment = ''] = each.split('#');
      const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
      return [key, `https://schemas.invalid/${target}#${fragment}`];
    }),
  );
}

function exported(document: JsonObject, edit: boolean) {
  const drafts = draftsOfPlaybook(document, importOptions());
  let states = statesOfDrafts(drafts.drafts);
  if (edit) {
    const set = setFields(declaration, splitStates(states).playbook, { 'title.ar': 'عنوان', marking: 'TLP:AMBER' });
    if (!set.ok) throw new Error(set.failure.kind);
    states = statesOfDrafts(set.value, states);
  }
  const { playbook, steps } = splitStates(states);
  return cacaoOf(playbook, steps);
}

test.runIf(here)(
  title('a playbook that the OASIS schemas accept is exported as one that they accept, edited or not'),
  () => {
    const validate = oasisSchema();
    let valid = 0;
    for (const file of corpusFiles('cacao/playbooks')) {
      for (const { document, version } of readPlaybookFile(file.name, file.bytes).documents) {
        if (document === null || version !== 'cacao-2.0' || !validate(document)) continue;
        valid++;
        for (const edit of [false, true]) {
          const isValid = validate(exported(document, edit).document);
          expect([file.name, edit, isValid, validate.errors]).toEqual([file.name, edit, true, null]);
        }
      }
    }
    expect(valid).toBe(11);
  },
);

test.runIf(here)(title('the sample playbooks are what the OASIS schemas ask for'), () => {
  const validate = oasisSchema();
  for (const { name, sample } of sampleFiles) {
    const isValid = validate(sample);
    expect([name, isValid, validate.errors]).toEqual([name, true, null]);
  }
});

test.runIf(here)(
  title('our own checks find fault with everything that the OASIS schemas refuse'),
  () => {
    const validate = oasisSchema();
    for (const file of corpusFiles('cacao/playbooks')) {
      for (const { document } of readPlaybookFile(file.name, file.bytes).documents) {
        if (document === null || validate(document)) continue;
        expect([file.name, exported(document, false).problems.length > 0]).toEqual([file.name, true]);
      }
    }
  },
  60_000,
);

test.runIf(here)(
  title('damage to any one property that the schemas see is seen by our checks'),
  () => {
    const validate = oasisSchema();
    const [file] = corpusFiles('cacao/playbooks/soarca-examples/manual-playbook.json');
    const sound = JSON.parse(new TextDecoder().decode(file?.bytes)) as Record<string, unknown>;
    const damage = fc.constantFrom<unknown>(undefined, null, 7, 'x', [], {}, true);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(sound)), damage, (name, value) => {
        const damaged = { ...sound, [name]: value };
        if (validate(JSON.parse(JSON.stringify(damaged)))) return;
        const reading = readPlaybookFile('x.json', utf8(JSON.stringify(damaged)));
        expect([name, value, reading.status]).not.toEqual([name, value, 'imported']);
      }),
      { numRuns: 150, seed: 3 },
    );
  },
  60_000,
);
