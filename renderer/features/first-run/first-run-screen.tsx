import { IconBinoculars, IconFlag, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WipeLeft } from '../../data/wipe-left.tsx';
import { Brand } from '../../ui/brand.tsx';
import type { Icon } from '../../ui/icon.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useLetterKey } from '../../ui/use-letter-key.ts';
import css from './first-run.module.css';
import { FoundPanel } from './found-panel.tsx';
import { JoinPanel } from './join-panel.tsx';
import { SamplePanel } from './sample-panel.tsx';
import './words.ts';

type Door = 'sample' | 'join' | 'found';

/** The first start: a signpost with three doors, and beside it what lies behind the one that is chosen. */
export function FirstRunScreen() {
  const { t } = useTranslation('first-run');
  // Most laptops are given to somebody by their centre.
  const [door, setDoor] = useState<Door>('join');
  useLetterKey('Digit1', () => setDoor('sample'));
  useLetterKey('Digit2', () => setDoor('join'));
  useLetterKey('Digit3', () => setDoor('found'));
  const doors: readonly DoorProps[] = [
    { door: 'sample', icon: IconBinoculars, title: t('sample.title'), text: t('sample.door'), number: '1' },
    { door: 'join', icon: IconRoute, title: t('title'), text: t('doors.join'), number: '2' },
    { door: 'found', icon: IconFlag, title: t('found.title'), text: t('found.door'), number: '3' },
  ];
  return (
    <main className={css.sheet}>
      <div className={css.brand}>
        <Brand />
        <span>Waypost</span>
      </div>
      <section className={css.way}>
        <ScreenHeading>{t('doors.title')}</ScreenHeading>
        <p className={css.lead}>{t('lead')}</p>
        <WipeLeft />
        <div className={css.signpost}>
          {doors.map((each) => (
            <DoorBlade key={each.door} {...each} isChosen={each.door === door} onChoose={() => setDoor(each.door)} />
          ))}
        </div>
      </section>
      <div className={css.panel} id="first-run-panel">
        {door === 'sample' && <SamplePanel />}
        {door === 'join' && <JoinPanel />}
        {door === 'found' && <FoundPanel onJoin={() => setDoor('join')} />}
      </div>
    </main>
  );
}

interface DoorProps {
  readonly door: Door;
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  readonly number: string;
}

/** A blade of the signpost; the chosen one is filled. */
function DoorBlade(props: DoorProps & { readonly isChosen: boolean; onChoose(): void }) {
  const { icon: DoorIcon, title, text, number, isChosen, onChoose } = props;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-controls="first-run-panel"
      aria-keyshortcuts={number}
      className={css.door}
      onClick={onChoose}
    >
      <span className={css.icon}>
        <DoorIcon size={22} stroke={1.7} aria-hidden="true" />
      </span>
      <span className={css.words}>
        <b>{title}</b>
        <span>{text}</span>
      </span>
      <Kbd inverse={isChosen}>{number}</Kbd>
    </button>
  );
}
