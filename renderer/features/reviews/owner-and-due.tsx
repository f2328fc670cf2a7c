import { Avatar } from '../../ui/avatar.tsx';
import css from './reviews.module.css';

interface OwnerAndDueProps {
  readonly owner: string;
  /** The date as the reader says it. */
  readonly due: string | undefined;
}

/** Who has it, and until when. */
export function OwnerAndDue({ owner, due }: OwnerAndDueProps) {
  return (
    <span className={css.ownerAndDue}>
      {owner !== '' && (
        <>
          <Avatar name={owner} size="small" />
          <bdi className={css.owner}>{owner}</bdi>
        </>
      )}
      {due !== undefined && <span className="wp-num">{due}</span>}
    </span>
  );
}
