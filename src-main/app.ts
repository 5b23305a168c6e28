import path from 'node:path';
import { app, ipcMain, session, utilityProcess } from 'electron';
import { DatabasePlace } from './account/database.ts';
import { openSession } from './account/open-session.ts';
import type { Session } from './account/session.ts';
import { Workplace } from './account/workplace.ts';
import { systemClock } from './clock.ts';
import type { Topic } from './contract/events.ts';
import type { AppView } from './contract/model.ts';
import { watchPresence } from './desktop/presence.ts';
import { Desktop } from './desktop/desktop.ts';
import { safeStorageKeyStore } from './desktop/key-store.ts';
import { openSettingsStore } from './desktop/settings-store.ts';
import { Door } from './ipc/door.ts';
import { accountCalls } from './ipc/handlers/account.ts';
import { contactCalls } from './ipc/handlers/contacts.ts';
import { paletteCalls } from './ipc/handlers/palette.ts';
import { recordCalls } from './ipc/handlers/records.ts';
import { settingsCalls } from './ipc/handlers/settings.ts';
import { exportCalls } from './ipc/handlers/exports.ts';
import { numberCalls } from './ipc/handlers/numbers.ts';
import { statisticsCalls } from './ipc/handlers/statistics.ts';
import { workCalls } from './ipc/handlers/work.ts';
import { Life } from './life.ts';
import { openLog } from './log/log.ts';
import { respond, type FileSource } from './media/respond.ts';
import { Attention } from './notifications/attention.ts';
import { Proxy } from './proxy/proxy.ts';
import { Secrets } from './secrets/secrets.ts';
import { appOrigin } from './security/app-path.ts';
import { fenceIn } from './security/fence.ts';
import { serveMedia } from './security/media-scheme.ts';
import { openOutside } from './security/open-outside.ts';
import { languageOf } from './settings/language.ts';
import { Settings } from './settings/settings.ts';
import { VatsClient } from './vats/client.ts';
import type { ProxyFor } from './vats/proxied.ts';

export interface RunningApp {
  /** Brings the window to the front; another start of the program ends here. */
  open(): void;
  stop(): Promise<void>;
}

/** The whole program, put together. Read from top to bottom: what is made, of what, and who hears of whom. */
export function buildApp(flags: { demo: boolean }): RunningApp {
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
  const desktop = new Desktop({
    settings,
    resources,
    preload: path.join(folder, 'out/main/preload.cjs'),
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
  const changed = (topic: Topic, ids?: string[]) => {
    if (topic === 'app' && !workplace.current) attention.end();
    attention.changed(topic);
    desktop.tell({ type: 'changed', topic, ...(ids && { ids }) });
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
          return appView({ settings, secrets, workplace });
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
      ...paletteCalls(() => workplace.session),
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

  desktop.open();
  workplace.start(flags).catch(onDefect);
  return { open: () => desktop.open(), stop: () => life.stop() };
}

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

const serviceName = 'VATS Sputnik cache';

function appView(parts: { settings: Settings; secrets: Secrets; workplace: Workplace }): AppView {
  const { settings, secrets, workplace } = parts;
  const { keeping, available } = secrets.state();
  const work = workplace.view();
  const own = [settings.notice, secrets.notice].filter((notice) => notice !== null);
  return {
    ...work,
    notices: [...own, ...work.notices],
    version: app.getVersion(),
    electron: process.versions.electron,
    keyKeeping: keeping,
    keyStoreAvailable: available,
  };
}
