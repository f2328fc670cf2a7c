import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { contentLanguage } from './content-language.ts';
import { iconStroke } from './icon.ts';
import { RecordId } from './record-id.tsx';
import css from './top-bar.module.css';

export interface Crumb {
  readonly label: string;
  /** Absent for the place where one is. */
  readonly path?: string | undefined;
  /** Language of a label that is content. */
  readonly lang?: string | undefined;
  /** The label is a reference such as PB-0142. */
  readonly isId?: boolean;
}

const ToolsContext = createContext<ReactNode>(null);

/** The app puts its tools (tray, palette) here; every top bar shows them at its end. */
export const TopBarToolsProvider = ToolsContext;

/** What the app offers in every top bar; for screens that draw their own head. */
export function TopBarTools() {
  return <div className={css.tools}>{useContext(ToolsContext)}</div>;
}

export interface TopBarProps {
  readonly crumbs: readonly Crumb[];
  /** Between the way and the tools. */
  readonly children?: ReactNode;
}

/** The way to this place at the start, the tools of the app at the end. */
export function TopBar({ crumbs, children }: TopBarProps) {
  const { t } = useTranslation('ui');
  return (
    <div className={css.bar}>
      <nav aria-label={t('breadcrumbs.label')} className={css.crumbs}>
        {crumbs.map((crumb, place) => (
          <span key={`${crumb.path ?? ''}:${crumb.label}`} className={css.crumb}>
            {place > 0 && <IconChevronRight size={14} stroke={iconStroke} className="wp-mirror" aria-hidden="true" />}
            <CrumbText crumb={crumb} isHere={place === crumbs.length - 1} />
          </span>
        ))}
      </nav>
      {children}
      <TopBarTools />
    </div>
  );
}

function CrumbText({ crumb, isHere }: { readonly crumb: Crumb; readonly isHere: boolean }) {
  const text = crumb.isId ? (
    <RecordId>{crumb.label}</RecordId>
  ) : (
    <bdi {...contentLanguage(crumb.lang)}>{crumb.label}</bdi>
  );
  if (crumb.path !== undefined && !isHere) {
    return (
      <Link to={crumb.path} className={css.link ?? ''}>
        {text}
      </Link>
    );
  }
  return (
    <span aria-current={isHere ? 'page' : undefined} className={isHere ? css.here : undefined}>
      {text}
    </span>
  );
}
