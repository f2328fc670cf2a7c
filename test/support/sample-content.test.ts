import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPlaybookFile } from '../../shared/domain/cacao/read-playbook-file.ts';
import { languages } from '../../shared/domain/language.ts';
import { tlpLevels } from '../../shared/domain/tlp.ts';

const folder = new URL('../../assets/sample/', import.meta.url);
const extension = 'extension-definition--5f0c3a52-8d1e-4b6a-9c47-2e7b1a90d3f6';
interface Texts {
  readonly [field: string]: unknown;
  readonly translations?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
interface Sample {
  readonly id: string;
  readonly markings: readonly string[];
  readonly data_marking_definitions: Readonly<Record<string, { readonly tlpv2_level: string }>>;
  readonly playbook_extensions: Readonly<Record<string, Texts>>;
  readonly workflow: Readonly<
    Record<
      string,
      Texts & { readonly type: string; readonly playbook_id?: string; readonly step_extensions?: Record<string, Texts> }
    >
  >;
}
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const bytes = readFileSync(new URL(name, folder));
    return { name, bytes, sample: JSON.parse(bytes.toString()) as Sample };
  });

test('there are samples, each with a step to decide, to do at once or to repeat', () => {
  expect(files.length).toBeGreaterThanOrEqual(8);
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
      ['who', 'authority', 'legal_basis', 'caution'].filter((key) => ours[key]),
    );
    for (const tag of tags) expect(Object.keys(ours.translations?.[tag] ?? {}), `${step.name} ${tag}`).toEqual(fields);
  }
});

test('three samples are complete in the six languages', () => {
  const complete = files.filter(({ sample }) => {
    const tags = ['en', ...Object.keys(sample.playbook_extensions[extension]?.translations ?? {})];
    return languages.every((language) => tags.includes(language));
  });
  expect(complete.length).toBeGreaterThanOrEqual(3);
});

test('a playbook that a step calls is among the samples', () => {
  const known = new Set(files.map(({ sample }) => sample.id));
  const called = files.flatMap(({ sample }) =>
    Object.values(sample.workflow).flatMap((step) => step.playbook_id ?? []),
  );
  expect(called.length).toBeGreaterThan(0);
  for (const id of called) expect(known).toContain(id);
});
