/** The playbooks of assets/sample as the tests of their content see them. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../assets/sample/', import.meta.url);
export const extensionId = 'extension-definition--5f0c3a52-8d1e-4b6a-9c47-2e7b1a90d3f6';

export interface Texts {
  readonly [field: string]: unknown;
  readonly translations?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
export interface SampleStep extends Texts {
  readonly type: string;
  readonly playbook_id?: string;
  readonly playbook_version?: string;
  readonly step_extensions?: Readonly<Record<string, Texts>>;
}
export interface SamplePlaybook {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly modified: string;
  readonly markings: readonly string[];
  readonly workflow_start: string;
  readonly data_marking_definitions: Readonly<Record<string, { readonly tlpv2_level: string }>>;
  readonly playbook_extensions: Readonly<Record<string, Texts>>;
  readonly workflow: Readonly<Record<string, SampleStep>>;
}

export const sampleFiles = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const bytes = readFileSync(new URL(name, folder));
    return { name, bytes, sample: JSON.parse(bytes.toString()) as SamplePlaybook };
  });

/** Every text of a playbook that has a translation, with it: English, language, translation. */
export function translatedTexts(sample: SamplePlaybook): { en: string; tag: string; text: string; field: string }[] {
  const header = pairs(sample as unknown as Texts, sample.playbook_extensions[extensionId]);
  const steps = Object.values(sample.workflow).flatMap((step) => pairs(step, step.step_extensions?.[extensionId]));
  return [...header, ...steps];
}

function pairs(own: Texts, ours: Texts | undefined) {
  return Object.entries(ours?.translations ?? {}).flatMap(([tag, texts]) =>
    Object.entries(texts).map(([field, text]) => ({ en: String(own[field] ?? ours?.[field]), tag, text, field })),
  );
}
