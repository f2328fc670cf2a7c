import { expect, test } from 'vitest';
import { stepForm } from '../../shared/domain/cacao/extension-forms.ts';
import { readPlaybookFile } from '../../shared/domain/cacao/read-playbook-file.ts';
import { languages } from '../../shared/domain/language.ts';
import { tlpLevels } from '../../shared/domain/tlp.ts';
import { extensionId as extension, sampleFiles as files } from './sample-files.ts';

test('there are samples, each with a step to decide, to do at once or to repeat', () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
  for (const { name, sample } of files) {
    const kinds = new Set(Object.values(sample.workflow).map((step) => step.type));
    const branching = ['if-condition', 'switch-condition', 'while-condition', 'parallel'].filter((kind) =>
      kinds.has(kind),
    );
    expect(branching.length, name).toBeGreaterThanOrEqual(2);
  }
});

test.each(files)('$name reads without a remark', ({ name, bytes }) => {
  const { documents, reasons } = readPlaybookFile(name, bytes);
  expect(reasons).toEqual([]);
  expect(documents).toHaveLength(1);
  expect(documents[0]?.document).not.toBeNull();
});

test.each(files)(
  '$name says who, by whose authority and by what law of every step that somebody carries out',
  ({ sample }) => {
    for (const step of Object.values(sample.workflow).filter(({ type }) => type === 'action')) {
      const ours = step.step_extensions?.[extension];
      expect([ours?.who, ours?.authority, ours?.legal_basis], String(step.name)).not.toContain(undefined);
    }
  },
);

test.each(files)('$name carries a TLP mark and translations that leave no text out', ({ sample }) => {
  const level = sample.data_marking_definitions[sample.markings[0] ?? '']?.tlpv2_level;
  expect(tlpLevels).toContain(level);
  const tags = Object.keys(sample.playbook_extensions[extension]?.translations ?? {});
  expect(tags.length).toBeGreaterThan(0);
  for (const step of Object.values(sample.workflow)) {
    const ours = step.step_extensions?.[extension];
    if (ours === undefined) continue;
    const fields = ['name', 'description'].concat(
      stepForm.localised.map(([property]) => property).filter((key) => ours[key]),
    );
    for (const tag of tags) {
      expect(Object.keys(ours.translations?.[tag] ?? {}).sort(), `${step.name} ${tag}`).toEqual(fields.sort());
    }
  }
});

test('five samples are complete in the six languages', () => {
  const complete = files.filter(({ sample }) => {
    const tags = ['en', ...Object.keys(sample.playbook_extensions[extension]?.translations ?? {})];
    return languages.every((language) => tags.includes(language));
  });
  expect(complete.length).toBeGreaterThanOrEqual(5);
});

test.each(files)('$name has seven to twelve steps that somebody carries out', ({ sample }) => {
  const actions = Object.values(sample.workflow).filter(({ type }) => type === 'action' || type === 'playbook-action');
  expect(actions.length).toBeGreaterThanOrEqual(7);
  expect(actions.length).toBeLessThanOrEqual(12);
});

test.each(files)('$name leads from its start to every step and points at nothing else', ({ sample }) => {
  const reached = new Set<string>();
  const open = [sample.workflow_start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    const step = sample.workflow[at];
    if (step === undefined) throw new Error(`a step points at ${at}, which is not there`);
    const cases = Object.values((step['cases'] ?? {}) as Record<string, string>);
    const next = ['on_completion', 'on_true', 'on_false'].flatMap((edge) => (step[edge] as string | undefined) ?? []);
    open.push(...next, ...cases, ...((step['next_steps'] ?? []) as string[]));
  }
  expect([...reached].sort()).toEqual(Object.keys(sample.workflow).sort());
});

test('a playbook that a step calls is among the samples, in the edition that lies beside it', () => {
  const known = new Map(files.map(({ sample }) => [sample.id, sample.modified]));
  const called = files.flatMap(({ sample }) =>
    Object.values(sample.workflow).filter((step) => step.playbook_id !== undefined),
  );
  expect(called.length).toBeGreaterThan(0);
  for (const step of called) expect(step.playbook_version).toBe(known.get(step.playbook_id ?? ''));
});
