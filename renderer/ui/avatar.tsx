import css from './avatar.module.css';

export interface AvatarProps {
  readonly name: string;
  readonly size?: 'small' | 'medium' | 'large';
}

/** The initials of a person on a quiet square. Decoration: the name stands beside it. */
export function Avatar({ name, size = 'medium' }: AvatarProps) {
  return (
    <span aria-hidden="true" className={`${css.avatar} ${size === 'medium' ? '' : css[size]}`}>
      {initialsOf(name)}
    </span>
  );
}

/** First letters of the first and last word; one character of a name that has no spaces. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = words.at(0) ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last]
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
