/** The check that our statements are held to says of the conformance templates of ADL what their names say. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { corpusFiles, corpusFolder } from '../cacao/corpus.ts';
import { xapiProblems } from '../support/xapi-schema.ts';

const here = corpusFolder !== null && existsSync(`${corpusFolder}/xapi/adl-v2.0-templates`);
const title = (name: string) => (here ? name : `${name} (left out: the templates are not beside the project)`);

/** Templates that a store has to refuse, or that only stand for a whole with what a test puts into them. */
const refused = new Set(
  `account_no_homepage account_no_name no_id description_invalid name_invalid string_description string_name
  numeric_description numeric_name interaction_type_invalid_iri interaction_type_invalid_numeric
  interaction_type_invalid_object interaction_type_invalid_string instructor invalid_activity team
  anonymous_no_member identified_account_no_homepage identified_account_no_name`.split(/\s+/),
);
const read = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

test.skipIf(!here).each([
  ['agents', 'agent'],
  ['groups', 'group'],
  ['verbs', 'verb'],
  ['activities', 'activity'],
  ['results', 'result'],
  ['contexts', 'context'],
] as const)(title('[XA1] templates of %s are taken and refused as their names say'), (folder, part) => {
  const files = corpusFiles(`xapi/adl-v2.0-templates/${folder}`).filter(({ name }) => name.endsWith('.json'));
  expect(files.length).toBeGreaterThan(1);
  const taken = files.map(({ name, bytes }) => [basename(name, '.json'), xapiProblems(part, read(bytes)).length === 0]);
  expect(taken).toEqual(files.map(({ name }) => [basename(name, '.json'), !refused.has(basename(name, '.json'))]));
});

test.skipIf(!here)(title('[XA1] whole statements of ADL are taken, and those that lack something are not'), () => {
  const of = (names: string) =>
    names.split(' ').map((name) => {
      const [file] = corpusFiles('xapi/adl-v2.0-templates/statements').filter(
        (each) => basename(each.name) === `${name}.json`,
      );
      return xapiProblems('statement', read((file as { bytes: Uint8Array }).bytes)).length === 0;
    });
  expect(
    of('default context result unicode voiding object_statementref object_agent_default object_group_default'),
  ).not.toContain(false);
  expect(of('actor no_actor no_object no_verb object_statementref_no_id verb')).not.toContain(true);
});
