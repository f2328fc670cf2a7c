import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import css from './banner.module.css';
import type { Icon } from './icon.ts';

export interface BannerProps {
  readonly tone: 'due' | 'bad' | 'info' | 'ok';
  /** What happened. */
  readonly title?: ReactNode;
  /** What was kept, what follows. */
  readonly children?: ReactNode;
  /** One thing to do. */
  readonly action?: ReactNode;
  /** Field screens. */
  readonly field?: boolean;
  /** Read out at once; only for what just happened, not for what stands there when the screen opens. */
  readonly isNews?: boolean;
}

const icons: Record<BannerProps['tone'], Icon> = {
  due: IconAlertTriangle,
  bad: IconAlertTriangle,
  info: IconInfoCircle,
  ok: IconCheck,
};

/** A soft strip: what happened, what was kept, one act. Also the caution of a step (tone `due`). */
export function Banner({ tone, title, children, action, field = false, isNews = false }: BannerProps) {
  const BannerIcon = icons[tone];
  return (
    <div role={isNews ? 'alert' : undefined} className={`${css.banner} ${css[tone]} ${field ? css.field : ''}`}>
      <span className={css.icon}>
        <BannerIcon size={field ? 22 : 17} aria-hidden="true" stroke={1.9} />
      </span>
      <div className={css.text}>
        {title && <b>{title}</b>} {children}
      </div>
      {action && <div className={css.act}>{action}</div>}
    </div>
  );
}
