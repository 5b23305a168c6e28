import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { denyNavigation } from '../../../src-main/security/navigation.ts';
import { blockNetwork, mayRequest } from '../../../src-main/security/network.ts';
import { outsideAddress } from '../../../src-main/security/outside-pages.ts';
import { denyPermissions } from '../../../src-main/security/permissions.ts';
import { safeWebPreferences } from '../../../src-main/security/web-preferences.ts';

const opened: string[] = [];
vi.mock('electron', () => ({ shell: { openExternal: (url: string) => Promise.resolve(void opened.push(url)) } }));
const { openOutside } = await import('../../../src-main/security/open-outside.ts');

describe('the renderer may ask', () => {
  it.each(['app://sputnik/', 'app://sputnik/assets/a.js', 'sputnik-media://recording/1'])('for %s', (url) => {
    expect(mayRequest(url, { devTools: false })).toBe(true);
  });

  it.each([
    'https://lkvats.cifra1.ru/api',
    'http://127.0.0.1:8080/',
    'http://localhost/',
    'ws://127.0.0.1/',
    'wss://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'app://other/',
    'app://sputnik.evil/',
    'app://sputnik@evil/',
    'APP://sputnik/',
    'data:text/html,x',
    'blob:app://sputnik/1',
    'javascript:alert(1)',
    'chrome://settings',
    'devtools://devtools/bundled/a.js',
    '',
  ])('not for %s', (url) => expect(mayRequest(url, { devTools: false })).toBe(false));

  it('for the developer tools only where they can be opened', () => {
    expect(mayRequest('devtools://devtools/bundled/a.js', { devTools: true })).toBe(true);
    expect(mayRequest('https://example.com/', { devTools: true })).toBe(false);
  });

  it('and what it may not is cancelled and told', () => {
    let listener: (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void = () =>
      undefined;
    const denied: string[] = [];
    let spelling = true;
    let proxy: unknown = null;
    blockNetwork(
      {
        setProxy: (config: unknown) => (proxy = config),
        setSpellCheckerEnabled: (on: boolean) => (spelling = on),
        webRequest: { onBeforeRequest: (on: typeof listener) => (listener = on) },
      } as never,
      { devTools: false, onDenied: (url) => denied.push(url) },
    );
    const answers: unknown[] = [];
    for (const url of ['app://sputnik/a.js', 'https://example.com/'])
      listener({ url }, (response) => answers.push(response));
    expect(answers).toEqual([{ cancel: false }, { cancel: true }]);
    expect(denied).toEqual(['https://example.com/']);
    expect(spelling).toBe(false);
    expect(proxy).toEqual({ proxyRules: '127.0.0.1:9', proxyBypassRules: '<-loopback>' });
  });
});

describe('no page gets a permission', () => {
  const handlers: Record<string, (...given: never[]) => unknown> = {};
  const denied: string[] = [];
  const keep = (name: string) => (handler: never) => void (handlers[name] = handler);
  denyPermissions(
    {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setDisplayMediaRequestHandler: keep('display'),
      on: (name: string, handler: never) => void (handlers[name] = handler),
    } as never,
    (what) => denied.push(what),
  );
  const ask = (name: string, ...given: unknown[]) => handlers[name]!(...(given as never[]));

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen'])(
    '%s',
    (permission) => {
      const answers: unknown[] = [];
      ask('request', {}, permission, (granted: unknown) => answers.push(granted));
      expect(answers).toEqual([false]);
      expect(denied).toContain(permission);
      expect(ask('check', {}, permission, 'app://sputnik')).toBe(false);
    },
  );

  it('nor a device, the screen or a download', () => {
    expect(ask('device', { deviceType: 'usb' })).toBe(false);
    const answers: unknown[] = [];
    ask('display', {}, (streams: unknown) => answers.push(streams));
    expect(answers).toEqual([{}]);
    const event = { preventDefault: vi.fn() };
    ask('will-download', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('nobody leaves the page', () => {
  class Contents extends EventEmitter {
    openWindow: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
    webRtc = '';
    setWindowOpenHandler(handler: typeof this.openWindow): void {
      this.openWindow = handler;
    }
    setWebRTCIPHandlingPolicy(policy: string): void {
      this.webRtc = policy;
    }
  }
  const app = new EventEmitter();
  const denied: string[] = [];
  denyNavigation(app as never, (what, url) => denied.push(`${what} ${url}`));
  const contents = new Contents();
  app.emit('web-contents-created', {}, contents);

  it.each([
    ['will-navigate', true, 'navigation'],
    ['will-frame-navigate', false, 'frame'],
    ['will-redirect', true, 'redirect'],
  ])('by %s', (name, isMainFrame, what) => {
    const event = { url: 'https://example.com/', isMainFrame, preventDefault: vi.fn() };
    contents.emit(name, event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(denied).toContain(`${what} https://example.com/`);
  });

  it('by a window, a webview or a peer connection', () => {
    expect(contents.openWindow({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    const event = { preventDefault: vi.fn() };
    contents.emit('will-attach-webview', event, {}, { src: 'https://example.com/' });
    expect(event.preventDefault).toHaveBeenCalledOnce();
    expect(contents.webRtc).toBe('disable_non_proxied_udp');
    expect(denied).toEqual(expect.arrayContaining(['window https://example.com/', 'webview https://example.com/']));
  });
});

describe('the gate to the outside', () => {
  it('opens the pages of the table, all https', async () => {
    await openOutside('vendor');
    await openOutside('help');
    expect(opened).toEqual(['https://lkvats.cifra1.ru/', 'https://cifra1.ru/']);
  });

  it.each(['https://example.com/', '', 'constructor', '__proto__', 'file:///etc/passwd'])(
    'does not know %j',
    (page) => {
      expect(() => outsideAddress(page as never)).toThrow(expect.objectContaining({ code: 'not-found' }));
    },
  );
});

describe('every window', () => {
  it('is sandboxed, isolated, without Node', () => {
    expect(safeWebPreferences({ preload: '/p.cjs', devTools: false })).toMatchObject({
      preload: '/p.cjs',
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    });
  });
});
