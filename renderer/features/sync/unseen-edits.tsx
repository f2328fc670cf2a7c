import type { editsUnseenIn } from '../../../shared/domain/move/settle-move.ts';
import css from './conflict-detail.module.css';
import { FieldValue } from './field-value.tsx';
import { OperationField } from './record-title.tsx';

export interface UnseenEditsProps {
  readonly type: string;
  readonly edits: ReturnType<typeof editsUnseenIn>;
}

/** Edits that whoever took the record away had not seen, field by field. */
export function UnseenEdits({ type, edits }: UnseenEditsProps) {
  if (edits.length === 0) return null;
  return (
    <dl className={css.edits}>
      {edits.map(({ key, head }) => (
        <div key={head.id}>
          <dt>
            <OperationField field={key} />
          </dt>
          <dd>
            <FieldValue type={type} field={key} value={head.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
