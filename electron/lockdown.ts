/** Takes from every page what it does not need: network, permissions, navigation, windows. */
import { app, type Session, type WebContents } from 'electron';
import { appOrigin } from './protocol.ts';

/** Schemes whose requests may leave a page. `devtools:` only where developer tools may be opened at all. */
export function isAllowedRequest(address: string, developing: boolean): boolean {
  return (
    address.startsWith(`${appOrigin}/`) ||
    address.startsWith(`blob:${appOrigin}/`) ||
    (developing && /^(devtools|chrome-extension):/.test(address))
  );
}

export function lockSession(session: Session, developing: boolean): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isAllowedRequest(details.url, developing);
    if (cancel) process.stderr.write(`Refused a request of a page to ${details.url.slice(0, 200)}\n`);
    answer({ cancel });
  });
  // Electron grants everything unless told otherwise.
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

/** Applies to every page that this process ever makes. */
export function lockContents(): void {
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents));
}

function lockNavigation(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault();
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Electron asks nobody before `about:blank`: whatever a page became, it becomes ours again.
  contents.on('did-navigate', (_event, address) => {
    if (!address.startsWith(`${appOrigin}/`) && !address.startsWith('devtools:'))
      void contents.loadURL(`${appOrigin}/`);
  });
}
