import path from 'node:path';
import { app, globalShortcut, ipcMain, session, utilityProcess } from 'electron';
import { DatabasePlace } from './account/database.ts';
import { openSession } from './account/open-session.ts';
import type { Session } from './account/session.ts';
import { Workplace } from './account/workplace.ts';
import { systemClock } from './clock.ts';
import type { SputnikEvent, Topic } from './contract/events.ts';
import type { AppView, Notice } from './contract/model.ts';
import { autostart } from './desktop/autostart.ts';
import { offerContextMenu } from './desktop/context-menu.ts';
import { copied } from './desktop/copied.ts';
import { watchPresence } from './desktop/presence.ts';
import { Desktop } from './desktop/desktop.ts';
import { safeStorageKeyStore } from './desktop/key-store.ts';
import { takeLinks, whoOpensLinks } from './desktop/links.ts';
import { PaletteWindow } from './desktop/palette-window.ts';
import { openSettingsStore } from './desktop/settings-store.ts';
import { PaletteShortcut } from './desktop/shortcuts.ts';
import { Door } from './ipc/door.ts';
import { accountCalls } from './ipc/handlers/account.ts';
import { contactCalls } from './ipc/handlers/contacts.ts';
import { desktopCalls } from './ipc/handlers/desktop.ts';
import { paletteCalls } from './ipc/handlers/palette.ts';
import { recordCalls } from './ipc/handlers/records.ts';
import { settingsCalls } from './ipc/handlers/settings.ts';
import { diagnosticReport } from './diagnostics/report.ts';
import { diagnosticCalls } from './ipc/handlers/diagnostics.ts';
import { exportCalls } from './ipc/handlers/exports.ts';
import { numberCalls } from './ipc/handlers/numbers.ts';
import { statisticsCalls } from './ipc/handlers/statistics.ts';
import { workCalls } from './ipc/handlers/work.ts';
import { Life } from './life.ts';
import type { LinkResult } from './links/read-link.ts';
import { openLog } from './log/log.ts';
import { respond, type FileSource } from './media/respond.ts';
import { Attention } from './notifications/attention.ts';
import { PaletteLauncher } from './palette/launcher.ts';
import { Proxy } from './proxy/proxy.ts';
import { Secrets } from './secrets/secrets.ts';
import { appOrigin } from './security/app-path.ts';
import { fenceIn } from './security/fence.ts';
import { serveMedia } from './security/media-scheme.ts';
import { openOutside } from './security/open-outside.ts';
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
  const { nowMs } = systemClock;

  const life = new Life((step, error) => log.error('stop.failed', { step, error }));
  const log = openLog(path.join(profile, 'logs'));
  life.onStop('log', () => log.close());
  const onDefect = (error: unknown) => log.error('defect', { error });

  const store = openSettingsStore(profile, nowMs());
  const settings = new Settings({ ...store, language: languageOf(app.getLocale()), nowMs });
  const secrets = new Secrets({ folder: profile, keyStore: safeStorageKeyStore(), nowMs });
  life.onStop('secrets', () => secrets.close());
  const proxy = new Proxy({
    preferences: () => settings.preferences,
    password: () => secrets.get('proxy-password'),
    system: (url) => session.defaultSession.resolveProxy(url),
  });
  const proxyFor: ProxyFor = (url) => proxy.for(url);
  const databases = new DatabasePlace({ folder: path.join(profile, 'accounts'), secrets });

  fenceIn({
    app,
    session: session.defaultSession,
    folder: path.join(folder, 'out/renderer'),
    devTools,
    onDenied: (what) => log.warn('page.denied', { what }),
  });
  const preload = path.join(folder, 'out/main/preload.cjs');
  const desktop = new Desktop({
    settings,
    resources,
    preload,
    devTools,
    onCall: (number) => void attention.callBack(number),
    onQuiet: (choice) => attention.keepQuiet(choice),
    onNotificationClosed: (id) => attention.closed(id),
    onNotificationFailed: (reason) => log.warn('notification.failed', { reason }),
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
    onCreated: (contents) => offerContextMenu(contents, () => settings.preferences.language),
  });
  life.onStop('palette', () => palette.destroy());
  const launcher = new PaletteLauncher({
    window: palette,
    main: desktop,
    copied,
    phase: () => workplace.view().phase,
  });
  const shortcut = new PaletteShortcut({
    keys: globalShortcut,
    chosen: () => settings.preferences.paletteShortcut,
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

  const spawnCache = () => utilityProcess.fork(path.join(folder, 'out/main/cache-worker.cjs'), [], { serviceName });
  const workplace = new Workplace({
    settings,
    secrets,
    newTrial: (connecting) => new VatsClient({ ...connecting, transport: 'post', key: () => connecting.key, proxyFor }),
    // Loaded when wanted: whoever has an exchange of his own never needs it.
    startDemo: async () => (await import('./account/demo.ts')).startDemo(path.join(resources, 'demo')),
    openSession: (account, key, demo) => {
      log.hide(key);
      const onNews = attention.begin();
      return openSession(
        { databases, settings, spawnCache, proxyFor, onChanged: changed, onNews, onDefect },
        account,
        key,
        demo,
      );
    },
    eraseAll: async () => {
      await databases.erase();
      await secrets.erase();
      settings.erase();
      await session.defaultSession.clearStorageData();
      await session.defaultSession.clearCache();
      log.erase();
    },
    keepDatabase: ({ id }) => databases.keep(id, nowMs()),
    onChanged: () => changed('app'),
  });
  life.onStop('workplace', () => workplace.stop());
  life.onStop(
    'presence',
    watchPresence({
      onChanged: (environment) => workplace.environment(environment),
      onSleep: () => workplace.sleep(),
      onWake: () => workplace.wake(),
    }),
  );
  // With each change it may show that settings cannot be saved. (The workplace tells of accounts, when all is done.)
  const passOn = passPreferencesOn(settings, () => workplace.current);
  life.onStop(
    'settings',
    settings.onChange((part) => {
      if (part === 'preferences') {
        attention.changed('settings');
        palette.tell({ type: 'changed', topic: 'settings' });
        shortcut.apply();
        passOn();
      }
      if (part !== 'accounts') changed('app');
    }),
  );

  const door = new Door({
    ipc: ipcMain,
    handlers: {
      ...accountCalls({
        workplace,
        state: () => {
          desktop.heard();
          return appView({ settings, secrets, workplace, shortcut });
        },
      }),
      ...settingsCalls({
        settings,
        keepProxyPassword: (password) => secrets.set('proxy-password', password),
        tryConnection: () => workplace.session.check(),
      }),
      ...numberCalls(() => workplace.session),
      ...workCalls(() => workplace.session),
      ...contactCalls({
        session: () => workplace.session,
        language: () => settings.preferences.language,
        whichFile: () => desktop.whichContactFile(),
        whereToSave: (suggestedName) => desktop.whereToSave(suggestedName),
      }),
      ...statisticsCalls(() => workplace.session),
      ...paletteCalls({ session: () => workplace.session, launcher, fit: (height) => palette.fit(height) }),
      ...desktopCalls({
        shortcut: () => shortcut.state,
        autostart: autostart(),
        links: { whose: whoOpensLinks, take: takeLinks },
      }),
      ...diagnosticCalls({
        report: async () =>
          diagnosticReport({
            nowMs: nowMs(),
            app: appView({ settings, secrets, workplace, shortcut }),
            preferences: settings.preferences,
            work: workplace.current && {
              sync: workplace.current.syncView(),
              inbox: await workplace.current.inbox.counts(),
            },
            system: `${process.platform} ${process.getSystemVersion()} ${process.arch}`,
            log: log.tail(logInReport),
          }),
        whereToSave: (suggestedName) => desktop.whereToSave(suggestedName),
      }),
      ...exportCalls({
        session: () => workplace.session,
        whereToSave: (suggestedName) => desktop.whereToSave(suggestedName),
        whichFolder: () => desktop.whichFolder(),
      }),
      ...recordCalls({
        session: () => workplace.session,
        whereToSave: (suggestedName) => desktop.whereToSave(suggestedName),
      }),
      'app.openOutside': ({ page }) => openOutside(page),
      'notifications.sample': () => attention.showSample(),
    },
    origin: appOrigin,
    onDefect: (call, error) => log.error('call.failed', { call, error }),
  });
  door.open();
  life.onStop('door', () => door.close());

  const files: FileSource = { open: (...asked) => workplace.session.files.open(...asked) };
  serveMedia(session.defaultSession, {
    respond: (origin, request) => respond(files, origin, request),
    onDenied: (what) => log.warn('page.denied', { what }),
  });

  if (flags.link) launcher.open(flags.link);
  else if (!flags.hidden) desktop.open();
  shortcut.apply();
  workplace.start(flags).then(() => life.onStop('palette ahead', makeReady(palette)), onDefect);
  return { open: () => desktop.open(), fill: (link) => launcher.open(link), stop: () => life.stop() };
}

/** The first opening is to be as quick as the others; but the main window comes first. */
function makeReady(palette: PaletteWindow): () => void {
  const timer = setTimeout(() => palette.prepare(), paletteAheadMs);
  return () => clearTimeout(timer);
}
const paletteAheadMs = 3_000;

/** What the work for an account has to hear of; the other preferences are asked for each time. */
function passPreferencesOn(settings: Settings, work: () => Session | null): () => void {
  let before = settings.preferences;
  return () => {
    const { filesLimitMb, historyMonths } = settings.preferences;
    if (filesLimitMb !== before.filesLimitMb) work()?.limitFiles(filesLimitMb);
    if (historyMonths !== before.historyMonths) work()?.sync.askNow();
    before = settings.preferences;
  };
}

const logInReport = 20_000;
const serviceName = 'VATS Sputnik cache';

function appView(parts: {
  settings: Settings;
  secrets: Secrets;
  workplace: Workplace;
  shortcut: PaletteShortcut;
}): AppView {
  const { settings, secrets, workplace, shortcut } = parts;
  const { keeping, available } = secrets.state();
  const work = workplace.view();
  const taken: Notice | null = shortcut.state === 'taken' ? { code: 'shortcut-taken' } : null;
  const own = [settings.notice, secrets.notice, taken].filter((notice) => notice !== null);
  return {
    ...work,
    notices: [...own, ...work.notices],
    version: app.getVersion(),
    electron: process.versions.electron,
    keyKeeping: keeping,
    keyStoreAvailable: available,
  };
}
