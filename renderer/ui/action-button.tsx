import { Button, type ButtonProps, createPolymorphicComponent } from '@mantine/core';
import { forwardRef } from 'react';
import css from './action-button.module.css';
import { type Icon, iconStroke } from './icon.ts';
import { Kbd } from './kbd.tsx';

export interface ActionButtonProps
  extends Omit<ButtonProps, 'variant' | 'color' | 'size' | 'leftSection' | 'rightSection'> {
  /** `primary` is filled: one in a region. `danger` names what it will do and to how many. */
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** small 32, medium 36 (record headers), field 56 (touch). */
  readonly size?: 'small' | 'medium' | 'field';
  readonly icon?: Icon | undefined;
  /** The icon points somewhere and turns with the reading direction. */
  readonly mirrorIcon?: boolean;
  /** Key that does the same, shown and announced: `Ctrl ↵`. The screen binds it. */
  readonly keys?: string | undefined;
}

const buttonSizes = { small: 'sm', medium: 'medium', field: 'field' } as const;
const iconSizes = { small: 17, medium: 17, field: 24 } as const;

/** A button of the look. `component="a"` or a router link work as with Mantine's Button. */
export const ActionButton = createPolymorphicComponent<'button', ActionButtonProps>(
  forwardRef<HTMLButtonElement, ActionButtonProps>(function ActionButton(props, ref) {
    const { kind = 'plain', size = 'small', icon: ButtonIcon, mirrorIcon, keys, className, ...rest } = props;
    const classes = [size === 'field' && css.field, kind !== 'primary' && css[kind], className]
      .filter(Boolean)
      .join(' ');
    return (
      <Button
        ref={ref}
        variant={kind === 'primary' ? 'filled' : 'transparent'}
        size={buttonSizes[size]}
        className={classes}
        aria-keyshortcuts={keys?.replaceAll(' ', '+')}
        leftSection={
          ButtonIcon && (
            <ButtonIcon
              size={iconSizes[size]}
              aria-hidden="true"
              stroke={kind === 'primary' ? 2 : iconStroke}
              {...(mirrorIcon ? { className: 'wp-mirror' } : {})}
            />
          )
        }
        rightSection={keys && <Kbd inverse={kind === 'primary'}>{keys}</Kbd>}
        {...rest}
      />
    );
  }),
);
