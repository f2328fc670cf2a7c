import type { HTMLAttributes } from 'react';
import css from './panel.module.css';

/** A raised ground with a hairline; rows and cards live on it. */
export function Panel({ className, ...rest }: HTMLAttributes<HTMLDivElement>) {
  return <div {...rest} className={className ? `${css.panel} ${className}` : css.panel} />;
}
