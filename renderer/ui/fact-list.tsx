import css from './fact-list.module.css';

interface FactListProps {
  readonly facts: readonly (readonly [term: string, value: string])[];
  readonly className: string | undefined;
}

/** Short facts beside each other, each under what it is called. */
export function FactList({ facts, className }: FactListProps) {
  return (
    <dl className={`${css.facts} ${className}`}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
