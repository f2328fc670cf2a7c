import type { PersonRow } from '../../../../shared/domain/training/roster.ts';
import { spacedCode } from '../../../../shared/domain/training/row-code.ts';
import { useIdentity, useProfile } from '../../../data/engine-context.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { CodeSquare } from '../../../ui/code-square.tsx';
import { contentLanguage } from '../../../ui/content-language.ts';
import { textOfCourse } from '../course-title.ts';
import { VisibleName } from '../person-name.tsx';
import { SessionSheet } from '../session-sheet.tsx';
import type { OpenSession } from '../use-session.ts';
import css from './codes.module.css';
import { codeOfRow, codesOf } from './roster-codes.ts';

/** An inch: a camera at arm's length reads seven signs of this size. */
const squareSide = 96;

/** To be cut out and worn; a scanner reads the square into the field of codes ([RC8]). */
export function Badges({ open }: { readonly open: OpenSession }) {
  const codes = codesOf(open);
  return (
    <SessionSheet open={open}>
      <ul className={css.badges}>
        {open.roster.map((row) => (
          <Badge key={row.person.id} open={open} person={row.person} code={codeOfRow(row, codes)} />
        ))}
      </ul>
    </SessionSheet>
  );
}

interface BadgeProps {
  readonly open: OpenSession;
  readonly person: PersonRow;
  readonly code: string;
}

function Badge({ open: { session, course }, person, code }: BadgeProps) {
  const { language } = useLocale();
  const { scopes } = useIdentity();
  const profile = useProfile();
  const title = course === null ? null : textOfCourse(course, 'title', language);
  const { name, transliteration, organisation } = person;
  const centre = scopes.find(({ id }) => id === session.scope)?.centre ?? profile.centre;
  return (
    <li className={css.badge}>
      <div className={css.who}>
        <b className={css.name}>
          <VisibleName name={name || transliteration} />
        </b>
        {transliteration !== '' && name !== '' && transliteration !== name && (
          <span className={css.latin}>
            <VisibleName name={transliteration} />
          </span>
        )}
        {organisation !== '' && (
          <span>
            <VisibleName name={organisation} />
          </span>
        )}
        <span className={css.badgeFoot}>
          {title && <b {...contentLanguage(title.lang)}>{title.text}</b>}
          <span>
            <bdi>{centre}</bdi>
          </span>
        </span>
      </div>
      <div className={css.square}>
        <CodeSquare text={code} label={code} side={squareSide} />
        <bdi dir="ltr" className={css.code}>
          {spacedCode(code)}
        </bdi>
      </div>
    </li>
  );
}
