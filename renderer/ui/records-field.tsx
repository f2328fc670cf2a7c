import { ActiveFilter } from './filter-chip.tsx';
import { PlainText } from './plain-text.tsx';
import { RecordId } from './record-id.tsx';
import css from './records-field.module.css';
import { TypeAhead } from './type-ahead.tsx';

/** A record to choose while typing. */
interface ChoosableRecord {
  readonly id: string;
  readonly title: { readonly text: string; readonly lang: string } | null;
  readonly reference: string;
}

interface RecordsFieldProps {
  readonly label: string;
  readonly hint: string;
  /** Stands for a record that is not on this laptop. */
  readonly gone: string;
  readonly options: {
    find(typed: string): readonly ChoosableRecord[];
    optionOf(id: string): ChoosableRecord | null;
  };
  readonly chosen: readonly string[];
  onChange(chosen: readonly string[]): void;
}

/** Records by typing; each that is chosen stands under the field and is taken away by a press. */
export function RecordsField({ label, hint, gone, options, chosen, onChange }: RecordsFieldProps) {
  const { find, optionOf } = options;
  return (
    <div>
      <TypeAhead
        label={label}
        hint={hint}
        find={(typed) => find(typed).filter(({ id }) => !chosen.includes(id))}
        keyOf={({ id }) => id}
        renderOption={({ title, reference }) => (
          <>
            {reference !== '' && <RecordId>{reference}</RecordId>}
            <PlainText text={title?.text ?? gone} lang={title?.lang} />
          </>
        )}
        onTake={({ id }) => onChange([...chosen, id])}
      />
      <div className={css.chosen}>
        {chosen.map((id) => (
          <ActiveFilter
            key={id}
            name={optionOf(id)?.reference ?? ''}
            value={optionOf(id)?.title?.text ?? gone}
            onRemove={() => onChange(chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
    </div>
  );
}
