import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { callNames } from '../../src-main/contract/calls.ts';
import { callChannel } from '../../src-main/contract/reply.ts';
import { startWindowManager } from '../support/desktop/windows.ts';
import { cards, openSection } from './person.ts';
import { dial, expect, test, type Sputnik } from './sputnik.ts';

/** The page is hostile ground: whatever script got into it, these hold. */

const ourPage = 'app://sputnik/index.html';

/** A server of somebody else's. What it may see of the page is nothing: neither a request nor as much as a connection. */
class Outside implements AsyncDisposable {
  connections = 0;
  readonly #server: Server = createServer((_, response) => response.end('reached'));

  static async start(): Promise<Outside> {
    const outside = new Outside();
    outside.#server.on('connection', () => (outside.connections += 1)).listen(0, '127.0.0.1');
    await once(outside.#server, 'listening');
    return outside;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

type Attempts = Record<string, (url: string) => unknown>;

/** Runs each in the page. The names of those that were not refused. */
async function succeeded(page: Page, attempts: Attempts, url = ''): Promise<string[]> {
  const names: string[] = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    await page.evaluate(attempt, url).then(
      () => names.push(name),
      () => undefined,
    );
  }
  return names;
}

async function worksStill(page: Page): Promise<void> {
  expect(page.url()).toBe(ourPage);
  await openSection(page, 'Сотрудники');
  await dial(page, '+7 903 000-55-88');
  await expect(cards(page).getByText(/Принято|Звоним вам|Соединяем|Идёт разговор/)).toBeVisible();
}

test('the page has nothing of Node, and of the program the calls of the contract only', async ({ start }) => {
  const { page } = await start();
  const found = await page.evaluate(() => {
    const of = (name: string) => (globalThis as Record<string, unknown>)[name];
    const node = ['require', 'process', 'module', 'exports', 'global', 'Buffer', 'setImmediate', '__dirname'];
    const bridge = of('sputnik') as Record<string, object>;
    const everything = [...Object.getOwnPropertyNames(bridge), ...Object.getOwnPropertyNames(bridge['call'])];
    return { node: node.filter((name) => of(name) !== undefined), everything, electron: typeof of('ipcRenderer') };
  });
  expect(found.node).toEqual([]);
  expect(found.everything.sort()).toEqual(['call', 'listen', ...callNames].sort());
  expect(found.electron).toBe('undefined');
});

test('the bridge gives back plain data and functions, not a way into what made them', async ({ start }) => {
  const { page } = await start();
  const ways = await page.evaluate(async () => {
    const { call, listen } = (
      globalThis as unknown as { sputnik: { call: Record<string, () => Promise<object>>; listen: unknown } }
    ).sputnik;
    const ask = call['app.state'];
    const reply = await ask?.();
    // The prototype of everything leads to this page's own world, where code cannot be made of strings.
    const own = [reply, ask, listen].map((value) => value as unknown).every((value) => value instanceof Object);
    return { own, process: typeof (reply?.constructor as unknown as { process?: unknown }).process };
  });
  expect(ways).toEqual({ own: true, process: 'undefined' });
});

/** How a script could load or send something. What settles at once, and tells nothing, shows only on the other side. */
const connections: Attempts = {
  fetch: (url) => fetch(url).then(({ status }) => status),
  'fetch without looking at the answer': (url) => fetch(url, { mode: 'no-cors' }).then(({ type }) => type),
  XMLHttpRequest: (url) =>
    new Promise((loaded, refused) => {
      const request = new XMLHttpRequest();
      request.onload = loaded;
      request.onerror = refused;
      request.open('GET', url);
      request.send();
    }),
  WebSocket: (url) =>
    new Promise((opened, refused) => {
      const socket = new WebSocket(url.replace('http', 'ws'));
      socket.onopen = opened;
      socket.onerror = refused;
    }),
  EventSource: (url) =>
    new Promise((opened, refused) => {
      const source = new EventSource(url);
      source.onopen = opened;
      source.onerror = refused;
    }),
  'import()': (url) => import(/* @vite-ignore */ url),
  image: (url) =>
    new Promise((loaded, refused) => {
      const image = new Image();
      image.onload = loaded;
      image.onerror = refused;
      image.src = url;
    }),
  script: (url) =>
    new Promise((loaded, refused) => {
      const script = document.createElement('script');
      script.onload = loaded;
      script.onerror = refused;
      script.src = url;
      document.head.append(script);
    }),
  'style sheet': (url) =>
    new Promise((loaded, refused) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.onload = loaded;
      link.onerror = refused;
      link.href = url;
      document.head.append(link);
    }),
  font: (url) => new FontFace('x', `url(${url})`).load(),
  sound: (url) =>
    new Promise((loaded, refused) => {
      const audio = new Audio();
      audio.oncanplay = loaded;
      audio.onerror = refused;
      audio.src = url;
    }),
  worker: (url) =>
    new Promise((heard, refused) => {
      const worker = new Worker(url);
      worker.onmessage = heard;
      worker.onerror = refused;
    }),
  'service worker': (url) => navigator.serviceWorker.register(url),
  object: (url) => {
    document.body.append(Object.assign(document.createElement('object'), { data: url }));
  },
  embed: (url) => {
    document.body.append(Object.assign(document.createElement('embed'), { src: url }));
  },
};

const sentBlindly: Attempts = {
  beacon: (url) => navigator.sendBeacon(url, 'x'),
  hints: (url) => {
    for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload', 'icon', 'manifest']) {
      document.head.append(Object.assign(document.createElement('link'), { rel, as: 'image', href: url + rel }));
    }
  },
  'peer connection': async (url) => {
    const { host } = new URL(url);
    const urls = [`stun:${host}`, `turn:${host}`, `turn:${host}?transport=tcp`];
    const connection = new RTCPeerConnection({ iceServers: [{ urls, username: 'x', credential: 'x' }] });
    connection.createDataChannel('x');
    const tried = new Promise<void>((resolve) => {
      connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve();
    });
    await connection.setLocalDescription();
    await tried;
  },
};

test('the page reaches no server, not even the exchange', async ({ connected, pbx }) => {
  await using outside = await Outside.start();
  const { page } = connected;
  // The program itself goes on asking, but signs what it asks; the page has no key.
  const unsigned = () => pbx.requests.filter(({ valid }) => !valid);
  expect(unsigned()).toEqual([]);
  expect(await succeeded(page, connections, outside.url)).toEqual([]);
  await succeeded(page, sentBlindly, outside.url);
  expect(await succeeded(page, { fetch: connections['fetch']! }, 'https://example.com/')).toEqual([]);
  await succeeded(page, { ...connections, ...sentBlindly }, pbx.apiUrl);
  // Whatever was on its way would have come before this one.
  await fetch(outside.url);
  expect(outside.connections).toBe(1);
  expect(unsigned()).toEqual([]);
  await worksStill(page);
});

test('the page reads no file, and of the program only what was built for it', async ({ start }) => {
  const { page } = await start();
  const { fetch: byFetch, XMLHttpRequest: byRequest, image } = connections as Required<Attempts>;
  const attempts = { byFetch: byFetch!, byRequest: byRequest!, image: image! };
  for (const url of [
    'file:///etc/passwd',
    'app://sputnik/../main/main.cjs',
    'app://sputnik/..%2fmain%2fmain.cjs',
    'app://sputnik//etc/passwd',
    'app://elsewhere/index.html',
    'devtools://devtools/bundled/inspector.html',
  ]) {
    expect(await succeeded(page, attempts, url), url).toEqual([]);
  }
});

test('the page makes no code of text', async ({ start }) => {
  const { page } = await start();
  expect(
    await succeeded(page, {
      // Both in a task of their own: what Playwright itself evaluates may do more.
      eval: async () => {
        await new Promise((later) => setTimeout(later));
        return (0, eval)('1') as unknown;
      },
      'new Function': async () => {
        await new Promise((later) => setTimeout(later));
        return new Function('return 1')() as unknown;
      },
      'inline script': () => {
        const script = document.createElement('script');
        script.text = 'document.title = "taken"';
        document.head.append(script);
      },
      'attribute of an element': () => document.body.setAttribute('onclick', 'document.title = "taken"'),
      markup: () => (document.body.innerHTML = '<img src=x onerror="document.title = 1">'),
      'a policy of its own': () => {
        const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string): unknown } };
        for (const name of ['default', 'svelte-trusted-html', 'sputnik-worker']) trustedTypes.createPolicy(name);
      },
      'worker of a blob': () => void new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))),
    }),
  ).toEqual([]);
  await page.evaluate(() => (location.href = 'javascript:void(document.title = "taken")'));
  await expect(page).toHaveTitle('Спутник ВАТС');
});

test('the page goes nowhere, opens nothing and saves nothing', async ({ connected }) => {
  await using outside = await Outside.start();
  const { page, electron } = connected;
  const ways: Attempts = {
    location: (url) => void (location.href = url),
    'to a file': () => void (location.href = 'file:///etc/passwd'),
    'to data': () => void (location.href = 'data:text/html,taken'),
    link: (url) => Object.assign(document.createElement('a'), { href: url, ping: url }).click(),
    'link to a new window': (url) =>
      Object.assign(document.createElement('a'), { href: url, target: '_blank' }).click(),
    'window.open': (url) => open(url),
    'window.open, empty': () => open(''),
    form: (url) => {
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post' });
      document.body.append(form);
      form.submit();
    },
    refresh: (url) => {
      document.head.append(
        Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` }),
      );
    },
    download: () => {
      const href = URL.createObjectURL(new Blob(['x']));
      Object.assign(document.createElement('a'), { href, download: 'x.txt' }).click();
    },
    webview: (url) => {
      document.body.append(Object.assign(document.createElement('webview'), { src: url }));
    },
  };
  await page.evaluate(() => (document.body.dataset['mark'] = 'the same page'));
  for (const way of Object.values(ways)) await page.evaluate(way, outside.url);
  await fetch(outside.url);
  expect(outside.connections).toBe(1);
  // Beside the palette, which is made ready in time, perhaps just now.
  const others = () =>
    electron.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((each) => each.getURL())
        .filter((url) => !url.endsWith('/palette.html')),
    );
  await expect.poll(others).toEqual([ourPage]);
  expect(page.url()).toBe(ourPage);
  // Not by Playwright's locators, which wait for the end of a navigation that was refused.
  await page.evaluate(() => document.querySelector<HTMLElement>('nav [aria-label="Сотрудники"]')?.click());
  const shown = () => page.evaluate(() => [document.body.dataset['mark'], document.querySelector('main')?.ariaLabel]);
  await expect.poll(shown).toEqual(['the same page', 'Сотрудники']);
});

test('a frame in the page shows nothing of others, and has no bridge', async ({ connected }) => {
  const { page } = connected;
  const refused = await page.evaluate(() => {
    const told: string[] = [];
    addEventListener('message', ({ data }) => told.push(String(data)));
    const frames = [
      'data:text/html,<script>parent.postMessage("data ran", "*")</script>',
      'app://sputnik/index.html',
      'https://example.com/',
    ].map((src) => Object.assign(document.createElement('iframe'), { src }));
    const loaded = frames.map((frame) => new Promise((resolve) => (frame.onload = resolve)));
    document.body.append(...frames);
    return Promise.all(loaded).then(() => told);
  });
  expect(refused).toEqual([]);
  const [, ...frames] = page.frames();
  expect(frames.map((frame) => frame.url())).toEqual(Array(3).fill('chrome-error://chromewebdata/'));
  const empty = await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const inside = frame.contentWindow as unknown as Record<string, unknown>;
    return [inside['sputnik'], inside['require'], inside['process']].map((value) => typeof value);
  });
  expect(empty).toEqual(['undefined', 'undefined', 'undefined']);
});

test('the page gets nothing of the computer: no camera, place, clipboard, notification', async ({ start }) => {
  await using _manager = await startWindowManager();
  const app = await start({ args: ['--use-fake-device-for-media-stream'] });
  const { page } = app;
  await expect.poll(() => app.native((window) => window.isFocused())).toBe(true);
  const outcomes = await page.evaluate(async () => {
    const named = (error: unknown) =>
      error instanceof Error ? error.name : `code ${(error as { code: number }).code}`;
    const settled = (asked: Promise<unknown>) => asked.then(() => 'granted', named);
    return {
      notification: await Notification.requestPermission(),
      place: await settled(new Promise((found, refused) => navigator.geolocation.getCurrentPosition(found, refused))),
      'reading the clipboard': await settled(navigator.clipboard.readText()),
      camera: await settled(navigator.mediaDevices.getUserMedia({ video: true })),
      microphone: await settled(navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await settled(navigator.mediaDevices.getDisplayMedia()),
    };
  });
  expect(outcomes).toEqual({
    notification: 'denied',
    place: 'code 1',
    'reading the clipboard': 'NotAllowedError',
    camera: 'NotAllowedError',
    microphone: 'NotAllowedError',
    screen: 'NotAllowedError',
  });
  await page.evaluate(() => void document.body.requestFullscreen());
  expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
  expect(await app.native((window) => window.isFullScreen())).toBe(false);
});

test('the window is made with every fence up', async ({ start }) => {
  const app = await start();
  const preferences = await app.native(({ webContents }) =>
    (webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
  );
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
});

/** Who asks, in the test's own window that has Node: a frame of some page, past the preload. */
interface Attacker {
  url: string;
  /** The page is served without its content policy, with a frame of our own scheme in it, and that frame asks. */
  framed?: boolean;
}

/** What the door answers to it. */
async function answerTo(
  { electron }: Sputnik,
  { url, framed = false }: Attacker,
  ...asked: unknown[]
): Promise<unknown> {
  const script = `require('electron').ipcRenderer.invoke(${JSON.stringify([callChannel, ...asked]).slice(1, -1)})`;
  return electron.evaluate(
    async ({ BrowserWindow }, given) => {
      const attacker = new BrowserWindow({
        show: false,
        webPreferences: {
          nodeIntegration: true,
          nodeIntegrationInSubFrames: true,
          contextIsolation: false,
          sandbox: false,
        },
      });
      const { webContents } = attacker;
      if (given.framed) {
        const { protocol } = webContents.session;
        webContents.removeAllListeners('will-frame-navigate');
        protocol.unhandle('app');
        const body = (path: string) => (path.endsWith('/inner') ? 'x' : '<iframe src="/inner"></iframe>');
        protocol.handle('app', ({ url }) => new Response(body(url), { headers: { 'Content-Type': 'text/html' } }));
      }
      try {
        await attacker.loadURL(given.url);
        const frame = given.framed ? webContents.mainFrame.frames[0] : webContents.mainFrame;
        return { from: frame?.url, answer: (await frame?.executeJavaScript(given.script)) as unknown };
      } finally {
        attacker.destroy();
      }
    },
    { url, framed, script },
  );
}

test.describe('the door, asked past the preload by somebody who has Node', () => {
  const refusal = (code: string, params?: object) => ({
    ok: false,
    error: { code, retry: false, ...(params && { params }) },
  });

  test('refuses a page that is not ours', async ({ start }) => {
    const from = 'about:blank';
    const answer = refusal('foreign-sender');
    expect(await answerTo(await start(), { url: from }, 'app.state')).toEqual({ from, answer });
  });

  test('refuses a frame inside a page of ours', async ({ start }) => {
    const from = 'app://sputnik/inner';
    const answer = refusal('foreign-sender');
    expect(await answerTo(await start(), { url: ourPage, framed: true }, 'app.state')).toEqual({ from, answer });
  });

  test('refuses what the contract does not name, and input that it does not take', async ({ connected }) => {
    const ask = async (...asked: unknown[]) => answerTo(connected, { url: ourPage }, ...asked);
    // Our page, in a window that is none of ours.
    expect(await ask('app.state')).toMatchObject({ answer: refusal('foreign-sender') });
    const fromOurs = (call: string, input: unknown) =>
      connected.page.evaluate(
        (asked) =>
          (window.sputnik.call as unknown as Record<string, (input: unknown) => unknown>)[asked.call]?.(asked.input),
        { call, input },
      );
    for (const name of ['app.quit', 'toString', '__proto__', 'constructor', '', 7, null])
      expect(await ask(name), String(name)).toMatchObject({ answer: refusal('unknown-call') });
    for (const [call, input] of [
      ['callbacks.order', null],
      ['callbacks.order', { target: { kind: 'client', written: 79030005555 }, name: null, repeat: false }],
      ['callbacks.cancel', { id: '../../secrets.json' }],
      ['settings.set', { tries: 1000 }],
      ['contacts.page', { text: 'x'.repeat(300), after: null, limit: 10 }],
      ['app.openOutside', { page: 'https://example.com/' }],
      ['app.state', { extra: true }],
    ] as const)
      expect(await fromOurs(call, input), call).toMatchObject(refusal('bad-input', { call }));
  });
});
