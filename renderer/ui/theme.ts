/*
 * Waypost theme for Mantine 9.
 * One accent (petrol), four meanings (moss, ochre, brick, plum), one warm grey (stone).
 * Everything a screen paints comes from the --wp-* variables below: a component never names a shade.
 */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/* ---- colour scales: 0 lightest, 9 darkest; 7 is the light-mode voice, 3 the dark-mode voice ---- */
const stone: MantineColorsTuple = [
  '#FDFCFA',
  '#F1EFE9',
  '#E4E1D8',
  '#CFCBC0',
  '#AAA79C',
  '#87857B',
  '#626C69',
  '#46514F',
  '#29322F',
  '#151B1A',
];
const petrol: MantineColorsTuple = [
  '#E3EFF0',
  '#CCE2E4',
  '#A5CDD2',
  '#7FC0C8',
  '#4B98A3',
  '#2B7E8A',
  '#17687A',
  '#0D5560',
  '#0A424B',
  '#062F36',
];
const moss: MantineColorsTuple = [
  '#E8F0E2',
  '#D3E3C8',
  '#B4D1A2',
  '#93C47A',
  '#6FA452',
  '#54893A',
  '#42792C',
  '#33691F',
  '#275217',
  '#1B3B0F',
];
const ochre: MantineColorsTuple = [
  '#F8EED8',
  '#F0DDB3',
  '#E9C883',
  '#E2B050',
  '#C78F25',
  '#A97410',
  '#946203',
  '#7F5200',
  '#643F00',
  '#4A2E00',
];
const brick: MantineColorsTuple = [
  '#F9E6E1',
  '#F5CFC7',
  '#F3B0A4',
  '#F0907F',
  '#DC6753',
  '#C64B36',
  '#B53926',
  '#A32C1B',
  '#822113',
  '#61170C',
];
const plum: MantineColorsTuple = [
  '#F1E8F5',
  '#E4D2EC',
  '#D6B8E3',
  '#C79BDB',
  '#A873C2',
  '#8F57AB',
  '#7C4894',
  '#6A3B80',
  '#532C65',
  '#3C1E4A',
];
/* Mantine paints its own dark surfaces from `dark`; these are stone again, cooled for night. */
const dark: MantineColorsTuple = [
  '#E6EAE7',
  '#B1BAB6',
  '#8F9995',
  '#6F7B77',
  '#3A4542',
  '#29322F',
  '#1D2524',
  '#151B1A',
  '#0E1312',
  '#090D0C',
];

/* ---- type: system faces first, the bundled Noto after them (one place per script) ---- */
export const fonts = {
  latin: '"Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans Variable", "Noto Sans", sans-serif', // also Cyrillic
  arabic: '"SF Arabic", "Noto Sans Arabic Variable", "Noto Sans Arabic", "Segoe UI", sans-serif',
  chinese: '"PingFang SC", "Microsoft YaHei UI", "Noto Sans SC Variable", "Noto Sans CJK SC", sans-serif',
  mono: '"Cascadia Mono", "SF Mono", "Noto Sans Mono Variable", "Noto Sans Mono", monospace',
};
const ui = `"Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Noto Sans Variable", "Noto Sans", "SF Arabic", "Noto Sans Arabic Variable", "PingFang SC", "Noto Sans SC Variable", "Noto Sans CJK SC", sans-serif`;

/** A size of text that follows the person's choice. */
const text = (size: string) => `calc(${size} * var(--wp-text, 1))`;

export const theme = createTheme({
  colors: { stone, petrol, moss, ochre, brick, plum, dark },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  white: '#FFFFFF',
  black: '#1A2221',

  fontFamily: ui,
  fontFamilyMonospace: fonts.mono,
  fontSizes: { xs: text('12px'), sm: text('13px'), md: text('14px'), lg: text('16px'), xl: text('20px') },
  lineHeights: { xs: text('16px'), sm: text('18px'), md: text('20px'), lg: text('24px'), xl: text('28px') },
  headings: {
    fontFamily: ui,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: text('22px'), lineHeight: text('28px') }, // record title
      h2: { fontSize: text('16px'), lineHeight: text('24px') }, // step, card
      h3: { fontSize: text('13px'), lineHeight: text('18px') }, // list heading
      h4: { fontSize: text('13px'), lineHeight: text('18px') },
      h5: { fontSize: text('12px'), lineHeight: text('16px') },
      h6: { fontSize: text('12px'), lineHeight: text('16px') },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' }, // 4 px grid; 32, 40, 56 by hand
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  shadows: {
    xs: 'none',
    sm: 'none', // nothing on the page floats
    md: '0 1px 2px rgb(20 30 28 / .08), 0 6px 20px rgb(20 30 28 / .10)', // menus, popovers
    lg: '0 2px 4px rgb(20 30 28 / .10), 0 16px 48px rgb(20 30 28 / .18)', // palette, dialogs
    xl: '0 2px 4px rgb(20 30 28 / .10), 0 16px 48px rgb(20 30 28 / .18)',
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',

  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_t: unknown, p: { size?: string; variant?: string; color?: string }) => ({
        root: {
          // Mantine picks the label colour from the light shade only: name it, or dark mode fails AA
          ...((p.variant ?? 'filled') === 'filled' && !p.color
            ? {
                '--button-bg': 'var(--wp-accent)',
                '--button-hover': 'var(--wp-accent-hover)',
                '--button-color': 'var(--wp-on-accent)',
              }
            : {}),
          '--button-height':
            p.size === 'field' ? '56px' : p.size === 'medium' ? '36px' : p.size === 'xs' ? '26px' : '32px',
          '--button-fz': p.size === 'field' ? text('17px') : text('13px'),
          '--button-padding-x': p.size === 'field' ? '22px' : p.size === 'xs' ? '9px' : '12px',
        },
      }),
      styles: { label: { fontWeight: 600 }, section: { marginInlineEnd: 6 } },
    },
    ActionIcon: {
      defaultProps: { variant: 'subtle', size: 32 },
      // Mantine's own subtle grey is too weak at night: the icon takes the ink of the scheme
      vars: (_t: unknown, p: { variant?: string; color?: string }) => ({
        root:
          !p.color && (p.variant ?? 'subtle') === 'subtle'
            ? { '--ai-color': 'var(--wp-ink-2)', '--ai-hover': 'var(--wp-hover)' }
            : {},
      }),
    },
    TextInput: {
      defaultProps: { size: 'sm' },
      // inputs keep a 3:1 edge (WCAG 1.4.11), buttons and chips do not need one: their label carries them
      vars: () => ({
        wrapper: { '--input-height': '32px', '--input-fz': text('13px'), '--input-bd': 'var(--wp-control)' },
        root: {},
        input: {},
      }),
    },
    InputWrapper: {
      // Mantine would set the hint two pixels smaller than the field; 12 px is the smallest of the look
      vars: () => ({
        label: { '--input-label-size': text('13px'), '--input-asterisk-color': 'var(--wp-bad)' },
        description: { '--input-description-size': text('12px') },
        error: { '--input-error-size': text('12px') },
      }),
    },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false } },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 120, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
  },
});

/* ---- semantic tokens: the only colours that screens may use ---- */
const measures = {
  '--wp-row': '36px',
  '--wp-row-field': '56px',
  '--wp-rail': '232px',
  '--wp-rail-small': '64px',
  '--wp-bar': '48px',
  /* TLP 2.0 (FIRST): text on black, both schemes, never themed */
  '--wp-tlp-bg': '#000000',
  '--wp-tlp-red': '#FF2B2B',
  '--wp-tlp-amber': '#FFC000',
  '--wp-tlp-green': '#33FF00',
  '--wp-tlp-clear': '#FFFFFF',
  '--wp-ease': 'cubic-bezier(.2, 0, 0, 1)',
  '--wp-quick': '90ms',
  '--wp-move': '160ms',
};

const light = {
  '--wp-canvas': stone[1],
  '--wp-surface': stone[0],
  '--wp-raised': '#FFFFFF',
  '--wp-line': stone[2],
  '--wp-line-2': stone[3],
  '--wp-control': stone[5],
  '--wp-hover': '#F3F1EB',
  '--wp-ink': '#1A2221',
  '--wp-ink-2': stone[7],
  '--wp-ink-3': stone[6],
  '--wp-accent': petrol[7],
  '--wp-accent-soft': petrol[0],
  '--wp-accent-line': petrol[2],
  '--wp-on-accent': '#FFFFFF',
  '--wp-accent-hover': petrol[8],
  '--wp-ok': moss[7],
  '--wp-ok-soft': moss[0],
  '--wp-ok-line': moss[2],
  '--wp-due': ochre[7],
  '--wp-due-soft': ochre[0],
  '--wp-due-line': ochre[2],
  '--wp-bad': brick[7],
  '--wp-bad-soft': brick[0],
  '--wp-bad-line': brick[2],
  '--wp-local': plum[7],
  '--wp-local-soft': plum[0],
  '--wp-local-line': plum[2],
  '--wp-focus': petrol[5],
  '--wp-tlp-edge': '#000000',
  '--mantine-color-body': stone[0],
  '--mantine-color-text': '#1A2221',
  '--mantine-color-dimmed': stone[6],
  '--mantine-color-default-border': stone[3],
  '--mantine-color-placeholder': stone[6],
  '--mantine-color-default-hover': '#F3F1EB',
  '--mantine-color-disabled': stone[1],
  '--mantine-color-disabled-color': stone[6],
  '--mantine-color-disabled-border': stone[2],
  '--mantine-primary-color-light': petrol[0],
  '--mantine-primary-color-light-hover': petrol[1],
  '--mantine-primary-color-light-color': petrol[7],
};

const night = {
  '--wp-canvas': '#0E1312',
  '--wp-surface': '#151B1A',
  '--wp-raised': '#1D2524',
  '--wp-line': '#29322F',
  '--wp-line-2': '#3A4542',
  '--wp-control': '#6F7B77',
  '--wp-hover': '#1B2221',
  '--wp-ink': '#E6EAE7',
  '--wp-ink-2': '#B1BAB6',
  '--wp-ink-3': '#8F9995',
  '--wp-accent': petrol[3],
  '--wp-accent-soft': '#15333A',
  '--wp-accent-line': '#28525A',
  '--wp-on-accent': '#06262B',
  '--wp-accent-hover': petrol[2],
  '--wp-ok': moss[3],
  '--wp-ok-soft': '#1F2E19',
  '--wp-ok-line': '#3A5230',
  '--wp-due': ochre[3],
  '--wp-due-soft': '#362A12',
  '--wp-due-line': '#5E4A20',
  '--wp-bad': brick[3],
  '--wp-bad-soft': '#3D201B',
  '--wp-bad-line': '#6B392F',
  '--wp-local': plum[3],
  '--wp-local-soft': '#32223A',
  '--wp-local-line': '#573D64',
  '--wp-focus': petrol[2],
  '--wp-tlp-edge': '#4A5552', // a hairline so that the black chip keeps its edge at night
  '--mantine-color-body': '#151B1A',
  '--mantine-color-text': '#E6EAE7',
  '--mantine-color-dimmed': '#8F9995',
  '--mantine-color-default': '#1D2524',
  '--mantine-color-default-border': '#3A4542',
  '--mantine-color-placeholder': '#8F9995',
  '--mantine-color-default-hover': '#232C2A',
  '--mantine-color-disabled': '#1D2524',
  '--mantine-color-disabled-color': '#8F9995',
  '--mantine-color-disabled-border': '#29322F',
  '--mantine-primary-color-light': '#15333A',
  '--mantine-primary-color-light-hover': '#1B3F47',
  '--mantine-primary-color-light-color': petrol[3],
};

/** The tokens as Mantine's variables; every screen paints with these and nothing else. */
export const resolver: CSSVariablesResolver = () => ({ variables: measures, light, dark: night });
