import { Program, run, until } from './program.ts';
import { callMethod } from './session-bus.ts';

/** A notification as the app asked the desktop to show it. */
export interface ShownNotification {
  readonly title: string;
  readonly body: string;
}

/** A notification daemon that shows what the app sends, and a listener that notes it. */
export class Notifications implements AsyncDisposable {
  readonly #daemon = new Program('dunst');
  readonly #listener = new Program(
    'dbus-monitor',
    '--session',
    "interface='org.freedesktop.Notifications',member='Notify'",
  );

  static async start(): Promise<Notifications> {
    const notifications = new Notifications();
    const service = { name: 'org.freedesktop.Notifications', path: '/org/freedesktop/Notifications' };
    await until('the notification daemon', () => callMethod(service, `${service.name}.GetServerInformation`));
    // The bus starts a daemon by itself when one is asked for, and that may still show what the test before has left.
    await notifications.closeAll();
    // dbus-monitor says nothing of its own when it has begun to listen, but notes its own registration first.
    await until('the listener', () => Promise.resolve(notifications.#listener.printed !== ''));
    return notifications;
  }

  /** All that were shown so far, the oldest first. */
  get shown(): ShownNotification[] {
    // Notify(app name, replaces id, icon, title, body, actions, hints, timeout): the third and fourth string of a call
    // that was printed to its end, and the timeout is that.
    return this.#listener.printed
      .split(/^method call /m)
      .filter((call) => /member=Notify$/m.test(call) && /^ {3}int32 -?\d+\n/m.test(call))
      .map((call) => [...call.matchAll(/^ {3}string "(.*?)"$/gms)].map((match) => match[1] ?? ''))
      .map(([, , title = '', body = '']) => ({ title, body }));
  }

  /** Waits until as many were shown as `count` says. */
  async waitFor(count: number, timeoutMs?: number): Promise<ShownNotification[]> {
    return until(`${count} notifications`, () => Promise.resolve(this.shown.length >= count && this.shown), timeoutMs);
  }

  /** How many are on the screen now. */
  async displayed(): Promise<number> {
    return Number(await run('dunstctl', 'count', 'displayed'));
  }

  /** Those that were closed, the last first, as the daemon has drawn them: Pango markup, title first. */
  async history(): Promise<string[]> {
    const { data } = JSON.parse(await run('dunstctl', 'history')) as { data: { message: { data: string } }[][] };
    return data.flat().map(({ message }) => message.data);
  }

  /** Clicks the topmost one, as soon as it is on the screen: the app has sent it a moment before. */
  async click(): Promise<void> {
    await until('a notification on the screen', async () => (await this.displayed()) > 0);
    await run('dunstctl', 'action', '0');
  }

  async closeAll(): Promise<void> {
    await run('dunstctl', 'close-all');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#listener.stop(), this.#daemon.stop()]);
  }
}
