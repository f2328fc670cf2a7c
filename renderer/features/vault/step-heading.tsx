import { type ReactNode, useEffect, useRef } from 'react';

export interface StepHeadingProps {
  readonly id: string;
  readonly level?: 'h1' | 'h2';
  readonly children: ReactNode;
}

/** The heading of a step that took the place of another one: the keyboard and the screen reader go on from here. */
export function StepHeading({ id, level: Heading = 'h2', children }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Heading id={id} ref={heading} tabIndex={-1} data-screen-heading>
      {children}
    </Heading>
  );
}
