/** Which passphrases are good enough (OWASP ASVS 5.0, 6.2): long, not plain, not made of what anybody knows, in no list of breached ones. */
import { isCommonPassphrase } from './common-passphrases.ts';

export const passphraseLength = { least: 15, most: 256 } as const;
/** Letters that must be left when what anybody would try is taken away, and how many of them differ. */
const own = { least: 10, different: 6 };

const tried = [
  'waypost|password|passphrase|passwort|contrasena|contraseña|motdepasse|пароль|密码|كلمةالسر',
  'qwertyuiop|qwerty|azerty|asdfgh|letmein|welcome|admin|secret|coordinator|steward|hub',
  '1234567890|123456|12345|0123456789|abcdef|iloveyou|monday|january|summer|winter',
].flatMap((line) => line.split('|'));

export type PassphraseFault = 'too-short' | 'too-long' | 'too-plain';

/** What is wrong with a passphrase, or null. `known` are words around its owner: name, centre, network. */
export function faultOfPassphrase(passphrase: string, known: readonly string[]): PassphraseFault | null {
  const length = [...passphrase].length;
  if (length < passphraseLength.least) return 'too-short';
  if (length > passphraseLength.most) return 'too-long';
  const folded = fold(passphrase).replaceAll(' ', '');
  if (isCommonPassphrase(folded)) return 'too-plain';
  const words = [...tried, ...known.flatMap((text) => fold(text).split(' '))].filter((word) => word.length > 2);
  const left = words.sort((a, b) => b.length - a.length).reduce((text, word) => text.replaceAll(word, ''), folded);
  const isPlain = [...left].length < own.least || new Set(left).size < own.different;
  return isPlain ? 'too-plain' : null;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
