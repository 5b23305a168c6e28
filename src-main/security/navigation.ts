import type { App, Event, WebContents } from 'electron';

/**
 * Nobody leaves the page that main has loaded: no link, redirect, frame, window, webview or dropped file leads anywhere.
 * Moving within the page by `#…` is no navigation and goes on working.
 */
export function denyNavigation(app: Pick<App, 'on'>, onDenied: (what: string, url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => holdFast(contents, onDenied));
}

export function holdFast(contents: WebContents, onDenied: (what: string, url: string) => void): void {
  const refuse = (event: Event & { url: string }, what: string) => {
    event.preventDefault();
    onDenied(what, event.url);
  };
  contents.on('will-navigate', (event) => refuse(event, 'navigation'));
  contents.on('will-frame-navigate', (event) => {
    // Of the main frame `will-navigate` has told already.
    if (!event.isMainFrame) refuse(event, 'frame');
  });
  contents.on('will-redirect', (event) => refuse(event, 'redirect'));
  contents.on('will-attach-webview', (event, _preferences, params) => {
    event.preventDefault();
    onDenied('webview', params['src'] ?? '');
  });
  contents.setWindowOpenHandler(({ url }) => {
    onDenied('window', url);
    return { action: 'deny' };
  });
  // Peer connections go past the rules of content and requests.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
