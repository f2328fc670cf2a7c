import { type ReactNode, useEffect, useRef } from 'react';

export interface StepHeadingProps {
  readonly id: string;
  readonly children: ReactNode;
}

/** The heading of a step that took the place of another one: the keyboard and the screen reader go on from here. */
export function StepHeading({ id, children }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 id={id} ref={heading} tabIndex={-1} data-screen-heading>
      {children}
    </h2>
  );
}
