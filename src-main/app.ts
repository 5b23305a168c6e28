import path from 'node:path';
import { app, globalShortcut, ipcMain, session, utilityProcess } from 'electron';
import { DatabasePlace } from './account/database.ts';
import { openSession } from './account/open-session.ts';
import { passPreferencesOn } from './account/passed-preferences.ts';
import { Workplace } from './account/workplace.ts';
import { appCalls, type AppParts } from './app-calls.ts';
import { eraseAll, finishErasing, type EraseStep } from './erase/erase-all.ts';
import { systemClock } from './clock.ts';
import type { SputnikEvent, Topic } from './contract/events.ts';
import { offerContextMenu } from './desktop/context-menu.ts';
import { copied } from './desktop/copied.ts';
import { applyToSystem } from './desktop/apply-policy.ts';
import { autostart } from './desktop/autostart.ts';
import { watchPresence } from './desktop/presence.ts';
import { Desktop } from './desktop/desktop.ts';
import { systemLinks } from './desktop/links.ts';
import { safeStorageKeyStore } from './desktop/key-store.ts';
import { PaletteWindow } from './desktop/palette-window.ts';
import { openSettingsStore } from './desktop/settings-store.ts';
import { PaletteShortcut } from './desktop/shortcuts.ts';
import { systemTraces } from './desktop/system-traces.ts';
import { isWayland } from './desktop/wayland.ts';
import { Door, type Handlers } from './ipc/door.ts';
import { Life } from './life.ts';
import type { LinkResult } from './links/read-link.ts';
import { openLog, type Log } from './log/log.ts';
import { sparing } from './log/sparing.ts';
import { respond, type FileSource } from './media/respond.ts';
import { Attention } from './notifications/attention.ts';
import { PaletteLauncher } from './palette/launcher.ts';
import { loadPolicy } from './policy/load.ts';
import { policyPlace } from './policy/place.ts';
import type { ReadPolicy } from './policy/read.ts';
import { Proxy } from './proxy/proxy.ts';
import { Secrets } from './secrets/secrets.ts';
import { appOrigin } from './security/app-path.ts';
import { fenceIn } from './security/fence.ts';
import { serveMedia } from './security/media-scheme.ts';
import { safeWebPreferences } from './security/web-preferences.ts';
import { languageOf } from './settings/language.ts';
import { Settings } from './settings/settings.ts';
import { VatsClient } from './vats/client.ts';
import type { ProxyFor } from './vats/proxied.ts';

export interface RunningApp {
  /** Brings the window to the front; another start of the program ends here. */
  open(): void;
  /** Puts what a link or a command line holds into the palette. */
  fill(link: LinkResult): void;
  stop(): Promise<void>;
}

export interface StartFlags {
  demo: boolean;
  /** Started with the system: no window, the tray alone. */
  hidden: boolean;
  /** What it was started with. */
  link: LinkResult | null;
}

/** The whole program, put together. Read from top to bottom: what is made, of what, and who hears of whom. */
export function buildApp(flags: StartFlags): RunningApp {
  const folder = app.getAppPath();
  const resources = path.join(folder, 'resources');
  const profile = app.getPath('userData');
  const devTools = !app.isPackaged;
  const wasErasing = finishErasing(profile);
  const { nowMs } = systemClock;

  const life = new Life((step, error) => log.error('stop.failed', { step, error }));
  const log = openLog(path.join(profile, 'logs'));
  life.onStop('log', () => log.close());
  const onDefect = (error: unknown) => log.error('defect', { error });
  if (wasErasing) for (const erase of systemTraces) Promise.resolve().then(erase).catch(onDefect);

  const denied = sparing(log, 'page.denied', nowMs);
  const onDenied = (what: string) => denied({ what });

  const policy = takePolicy(log);
  const store = openSettingsStore(profile, nowMs());
  const settings = new Settings({ ...store, language: languageOf(app.getLocale()), nowMs, policy: policy.policy });
  const secrets = new Secrets({ folder: profile, keyStore: safeStorageKeyStore(), nowMs });
  life.onStop('secrets', () => secrets.close());
  const proxy = new Proxy({
    preferences: () => settings.preferences,
    password: () => secrets.get('proxy-password'),
    system: (url) => app.resolveProxy(url),
  });
  const proxyFor: ProxyFor = (url) => proxy.for(url);
  const databases = new DatabasePlace({ folder: path.join(profile, 'accounts'), secrets });

  fenceIn({ app, session: session.defaultSession, folder: path.join(folder, 'out/renderer'), devTools, onDenied });
  const preload = path.join(folder, 'out/main/preload.cjs');
  const desktop = new Desktop({
    settings,
    resources,
    preload,
    devTools,
    onCall: (...meant) => void attention.callBack(...meant),
    onQuiet: (choice) => attention.keepQuiet(choice),
    onNotificationClosed: (id) => attention.closed(id),
    onNotificationFailed: (reason) => log.warn('notification.failed', { reason }),
    onCrashed: (reason) => log.error('window.crashed', { reason }),
  });
  life.onStop('desktop', () => desktop.destroy());
  const attention: Attention = new Attention({
    clock: systemClock,
    settings,
    face: desktop,
    work: () => workplace.current,
    offline: () => workplace.view().connection.state === 'offline',
    onDefect,
  });
  life.onStop('attention', () => attention.stop());
  const palette = new PaletteWindow({
    page: `${appOrigin}palette.html`,
    webPreferences: safeWebPreferences({ preload, devTools }),
    icon: path.join(resources, 'icons/icon.png'),
    textSizePercent: () => settings.preferences.textSizePercent,
    onCreated: (contents) => offerContextMenu(contents, () => settings.preferences.language),
  });
  life.onStop('palette', () => palette.destroy());
  const accountAtWork = () => workplace.current?.account.id ?? null;
  const work = () => ({ phase: workplace.view().phase, accountId: accountAtWork() });
  const launcher = new PaletteLauncher({ clock: systemClock, window: palette, main: desktop, copied, work });
  const shortcut = new PaletteShortcut({
    keys: globalShortcut,
    chosen: () => settings.preferences.paletteShortcut,
    desktopDecides: isWayland(process),
    onPressed: () => launcher.toggle(),
    onChanged: () => changed('app'),
  });
  life.onStop('shortcut', () => shortcut.stop());
  const changed = (topic: Topic, ids?: string[]) => {
    if (topic === 'app' && !workplace.current) attention.end();
    attention.changed(topic);
    const event: SputnikEvent = { type: 'changed', topic, ...(ids && { ids }) };
    desktop.tell(event);
    palette.tell(event);
  };

  const workplace = new Workplace({
    settings,
    secrets,
    policy: policy.policy,
    newTrial: (connecting) => new VatsClient({ ...connecting, transport: 'post', key: () => connecting.key, proxyFor }),
    // Loaded when wanted: whoever has an exchange of his own never needs it.
    startDemo: async () => (await import('./account/demo.ts')).startDemo(path.join(resources, 'demo')),
    openSession: (account, key, demo) => {
      log.hide(key);
      const onNews = attention.begin();
      const parts = { databases, settings, spawnCache, proxyFor, onChanged: changed, onNews, onDefect };
      return openSession(parts, account, key, demo);
    },
    eraseAll: () => eraseAll(profile, eraseSteps({ databases, secrets, settings, log })),
    keepDatabase: ({ id }) => databases.keep(id, nowMs()),
    onChanged: () => (changed('app'), launcher.workChanged()),
  });
  life.onStop('workplace', () => workplace.stop());
  life.onStop('presence', passPresenceOn(workplace));
  // With each change it may show that settings cannot be saved. (The workplace tells of accounts, when all is done.)
  const passOn = passPreferencesOn(settings, () => workplace.current);
  life.onStop(
    'settings',
    settings.onChange((part) => {
      if (part === 'preferences') {
        attention.changed('settings');
        palette.resize();
        palette.tell({ type: 'changed', topic: 'settings' });
        shortcut.apply();
        passOn();
      }
      if (part !== 'accounts') changed('app');
    }),
  );

  const faces = { desktop, attention, palette, launcher, shortcut };
  const calls = appCalls({ ...faces, settings, secrets, proxy, workplace, policy, log });
  life.onStop('door', answerPages(calls, { workplace, log, desktop, palette, accountAtWork, onDenied }));
  // While the door is still open, and what it leads to still there.
  life.onStop('page', () => desktop.leave());

  if (flags.link) launcher.fill(flags.link);
  else if (!flags.hidden) desktop.open();
  shortcut.apply();
  workplace.start(flags).then(() => life.onStop('palette ahead', makeReady(palette)), onDefect);
  return { open: () => desktop.open(), fill: (link) => launcher.fill(link), stop: () => life.stop() };
}

/** The administrator's policy, as it is at this start; what it locks in the system itself is set there. */
function takePolicy(log: Log): ReadPolicy {
  const { platform, argv, env } = process;
  const surroundings = { platform, words: argv, programData: env['ProgramData'], userId: process.getuid?.() };
  const read = loadPolicy(policyPlace({ ...surroundings, isPackaged: app.isPackaged }));
  for (const { code, params } of read.notices) log.warn('policy.problem', { code, ...params });
  const system = { autostart: autostart(), links: systemLinks };
  void applyToSystem(read.policy.locked, system, (what, error) => log.warn('policy.refused', { what, error }));
  return read;
}

/** From here on the windows may ask. Returns how to stop it. */
function answerPages(
  calls: Handlers,
  parts: Pick<AppParts, 'workplace' | 'log' | 'desktop' | 'palette'> & {
    accountAtWork(): string | null;
    onDenied(what: string): void;
  },
): () => void {
  const { workplace, log, desktop, palette, accountAtWork, onDenied } = parts;
  const door = new Door({
    ipc: ipcMain,
    handlers: calls,
    accountAtWork,
    origin: appOrigin,
    windowOf: (sender) => (desktop.shows(sender) ? 'main' : palette.shows(sender) ? 'palette' : null),
    onDefect: (call, error) => log.error('call.failed', { call, error }),
  });
  door.open();
  const files: FileSource = { open: (...asked) => workplace.session.files.open(...asked) };
  serveMedia(session.defaultSession, {
    respond: (origin, request) => respond(files, origin, request),
    onDenied,
  });
  return () => door.close();
}

/** As if it had never been on this PC. */
function eraseSteps(parts: { databases: DatabasePlace; secrets: Secrets; settings: Settings; log: Log }): EraseStep[] {
  const { databases, secrets, settings, log } = parts;
  return [() => secrets.erase(), () => databases.erase(), () => settings.erase(), ...systemTraces, () => log.erase()];
}

/** The first opening is to be as quick as the others; but the main window comes first. */
function makeReady(palette: PaletteWindow): () => void {
  const timer = setTimeout(() => palette.prepare(), paletteAheadMs);
  return () => clearTimeout(timer);
}
const paletteAheadMs = 3_000;

/** Sleep, lock, battery and network. */
const passPresenceOn = (workplace: Workplace): (() => void) =>
  watchPresence({
    onChanged: (environment) => workplace.environment(environment),
    onSleep: () => workplace.sleep(),
    onWake: () => workplace.wake(),
  });

const serviceName = 'VATS Sputnik cache';
const spawnCache = () =>
  utilityProcess.fork(path.join(app.getAppPath(), 'out/main/cache-worker.cjs'), [], { serviceName });
