import { styleNonce } from '../ui/style-nonce.ts';
import { writeStylesAsText } from '../ui/trusted-types.ts';
import { preferredTextSize, showTextSize } from './preferences.ts';

/** Makes the libraries keep to the page's policy. Runs before anything is rendered. */
export function preparePage(): void {
  writeStylesAsText();
  showTextSize(preferredTextSize());
  // the scroll lock behind dialogs (react-remove-scroll) reads its style nonce here
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
