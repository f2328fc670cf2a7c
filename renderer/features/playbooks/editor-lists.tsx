import { useTranslation } from 'react-i18next';
import { isJsonObject, type Json } from '../../../shared/base/json.ts';
import { step as declaration, type Step } from '../../../shared/domain/step.ts';
import { referencesOf } from '../../../shared/domain/step-references.ts';
import { jurisdictionsOf } from '../../../shared/domain/workflow/workflow-problems.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { useSetFields } from '../../data/use-set-fields.ts';
import { RowsField } from './editor-fields.tsx';

/** By what law in each jurisdiction. A citation stays in the words of its state: it is not translated. */
export function JurisdictionsField({ step }: { readonly step: Step }) {
  const { t } = useTranslation('playbooks');
  const { set, mayEdit } = useSetting(step);
  const entries = jurisdictionsOf(step);
  return (
    <RowsField
      field="jurisdictions"
      label={t('editor.field.jurisdictions')}
      addLabel={t('editor.addJurisdiction')}
      columns={[
        { name: 'jurisdiction', label: t('editor.column.jurisdiction') },
        { name: 'basis', label: t('editor.column.basis'), isWide: true },
      ]}
      rows={entries.map(({ jurisdiction, basis }) => ({ jurisdiction, basis }))}
      disabled={!mayEdit}
      onSave={(rows) =>
        set({ jurisdictions: orNull(rows.map(({ jurisdiction = '', basis = '' }) => ({ jurisdiction, basis }))) })
      }
    />
  );
}

/** What to read besides, as CACAO's external references; what they carry beyond name and address is kept. */
export function ReferencesField({ step }: { readonly step: Step }) {
  const { t } = useTranslation('playbooks');
  const { set, mayEdit } = useSetting(step);
  const references = referencesOf(step);
  return (
    <RowsField
      field="references"
      label={t('editor.field.references')}
      addLabel={t('editor.addReference')}
      columns={[
        { name: 'name', label: t('editor.column.referenceName') },
        { name: 'url', label: t('editor.column.referenceUrl'), isWide: true },
      ]}
      rows={references.map(({ name, url }) => ({ name, ...(url === undefined ? {} : { url }) }))}
      disabled={!mayEdit}
      onSave={(rows) => {
        const kept = rows.map(({ name = '', url = '' }, place) => {
          const { url: _, ...rest } = references.find((each) => each.name === name) ?? references[place] ?? {};
          return { ...rest, name: name || url, ...(url === '' ? {} : { url }) };
        });
        return set({ references: orNull(kept as Json[]), ...withoutCarried(step, 'external_references') });
      }}
    />
  );
}

/** What a person is told to do, command by command. Instructions for machines stay as they came. */
export function InstructionsField({ step }: { readonly step: Step }) {
  const { t } = useTranslation('playbooks');
  const { set, mayEdit } = useSetting(step);
  const commands = Array.isArray(step.commands) ? step.commands : [];
  const manual = commands.filter((each) => isJsonObject(each) && each['type'] === 'manual');
  const others = commands.filter((each) => !manual.includes(each));
  return (
    <RowsField
      field="commands"
      label={t('editor.field.instructions')}
      addLabel={t('editor.addInstruction')}
      columns={[{ name: 'command', label: t('editor.column.instruction'), isWide: true }]}
      rows={manual.map((each) => ({ command: String((each as { command?: unknown }).command ?? '') }))}
      disabled={!mayEdit}
      onSave={(rows) => {
        const kept = rows.map(({ command = '' }, place) => ({
          ...((manual[place] as object) ?? {}),
          type: 'manual',
          command,
        }));
        return set({ commands: orNull([...kept, ...others] as Json[]) });
      }}
    />
  );
}

/** Saves fields of the step as it is on the disk. */
export function useSetting(step: Step) {
  const { set } = useSetFields();
  const { may } = useProfile();
  return {
    mayEdit: may('edit', 'step', step.scope),
    set: (values: Readonly<Record<string, Json>>) => set(declaration, step.id, values),
  };
}

/** Values that let go of a property which an earlier edition kept among what the step carries. */
export function withoutCarried(step: Step, ...properties: readonly string[]): Readonly<Record<string, Json>> {
  if (!isJsonObject(step.extra) || !properties.some((property) => Object.hasOwn(step.extra as object, property)))
    return {};
  const rest = Object.entries(step.extra).filter(([property]) => !properties.includes(property));
  return { extra: rest.length === 0 ? null : Object.fromEntries(rest) };
}

function orNull(rows: readonly Json[]): Json {
  return rows.length === 0 ? null : (rows as Json);
}
