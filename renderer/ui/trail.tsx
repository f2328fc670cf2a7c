import { IconGitBranch } from '@tabler/icons-react';
import { type ReactNode, type Ref, useId } from 'react';
import { Blade, type BladeTone } from './blade.tsx';
import { contentLanguage } from './content-language.ts';
import { type Icon, iconStroke } from './icon.ts';
import css from './trail.module.css';

/** A sequence: the line that its posts stand on. Holds StepCard pieces. */
export function Trail({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ol aria-label={label} className={css.trail}>
      {children}
    </ol>
  );
}

export interface StepFact {
  readonly icon: Icon;
  readonly term: string;
  readonly value: ReactNode;
  /** Language of the value when it is content. */
  readonly lang?: string | undefined;
}

export interface StepCardProps {
  readonly ref?: Ref<HTMLLIElement>;
  /** What the blade carries: the number of the step, or a tick. */
  readonly mark: ReactNode;
  readonly tone?: BladeTone;
  readonly title: ReactNode;
  readonly lang?: string | undefined;
  /** In sight: gets its box, and a filled blade. */
  readonly isInView?: boolean;
  /** A link at the end of the title's line: "Why did this change". */
  readonly aside?: ReactNode;
  /** The text of the step; LocalLayer, Banner (caution) and the rest go to `children`. */
  readonly text?: ReactNode;
  readonly children?: ReactNode;
  /** Who, authority, legal basis. */
  readonly facts?: readonly StepFact[];
}

/** One place on a trail. No box until it is in view. */
export function StepCard(props: StepCardProps) {
  const { ref, mark, tone, title, lang, isInView = false, aside, text, children, facts = [] } = props;
  const titleId = useId();
  return (
    <li
      ref={ref}
      aria-labelledby={titleId}
      aria-current={isInView ? 'step' : undefined}
      className={`${css.step} ${isInView ? css.inView : ''}`}
    >
      <span className={css.post}>
        <Blade tone={tone ?? (isInView ? 'now' : 'plain')} width={31}>
          {mark}
        </Blade>
      </span>
      <div>
        <div className={css.head}>
          <h2 id={titleId} className={css.title} {...contentLanguage(lang)}>
            {title}
          </h2>
          {aside && <span className={css.aside}>{aside}</span>}
        </div>
        <div className={css.body}>
          {text && (
            <div className={css.text} {...contentLanguage(lang)}>
              {text}
            </div>
          )}
          {children}
          {facts.length > 0 && <StepFacts facts={facts} />}
        </div>
      </div>
    </li>
  );
}

/** Who, authority and legal basis of a step, in three columns where there is room. */
export function StepFacts({ facts }: { readonly facts: readonly StepFact[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(({ icon: FactIcon, term, value, lang }) => (
        <div key={term} className={css.fact}>
          <dt>
            <span className={css.factIcon}>
              <FactIcon size={15} aria-hidden="true" stroke={iconStroke} />
            </span>
            {term}
          </dt>
          <dd>
            <bdi {...contentLanguage(lang)}>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface LocalLayerProps {
  /** "Local layer, Sorrel Coast Centre" */
  readonly title: string;
  readonly lang?: string | undefined;
  readonly children: ReactNode;
}

/** What a centre added to the core text. */
export function LocalLayer({ title, lang, children }: LocalLayerProps) {
  return (
    <div className={css.local}>
      <div className={css.localHead}>
        <IconGitBranch size={14} stroke={2} className="wp-mirror" aria-hidden="true" />
        {title}
      </div>
      <div {...contentLanguage(lang)}>{children}</div>
    </div>
  );
}
