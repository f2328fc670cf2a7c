import { Link } from '@tanstack/react-router';
import { PlainText } from './plain-text.tsx';
import css from './record-links.module.css';

export interface LinkedRecord {
  readonly id: string;
  /** Absent for a record that is not on this laptop. */
  readonly path?: string | undefined;
  readonly reference: string;
  readonly title: { readonly text: string; readonly lang: string } | null;
}

interface RecordLinksProps {
  readonly records: readonly LinkedRecord[];
  /** Stands for a title that is not there. */
  readonly untitled: string;
}

/** Records that something names, one on each line, each with the way to it. */
export function RecordLinks({ records, untitled }: RecordLinksProps) {
  return (
    <ul className={css.links}>
      {records.map((record) => (
        <li key={record.id}>
          {record.path === undefined ? (
            <RecordWords {...record} untitled={untitled} />
          ) : (
            <Link to={record.path}>
              <RecordWords {...record} untitled={untitled} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function RecordWords({
  reference,
  title,
  untitled,
}: Omit<LinkedRecord, 'id' | 'path'> & { readonly untitled: string }) {
  return (
    <>
      {reference !== '' && <bdi dir="ltr">{reference}</bdi>}{' '}
      <PlainText text={title?.text ?? untitled} lang={title?.lang} />
    </>
  );
}
