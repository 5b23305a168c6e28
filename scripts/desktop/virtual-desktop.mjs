import { startKeyring } from './keyring.mjs';
import { privateEnvironment } from './private-environment.mjs';
import { startService } from './service.mjs';

/**
 * @typedef {{ uid: number, gid: number, home: string }} OtherUser whose desktop it is to be, if not ours; for root only
 * @typedef {{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }} Desktop `env` is for the programs that run on it
 */

/**
 * A display that nobody sees, and a D-Bus session if the environment has none. Home and settings are the user's own.
 * @returns {Promise<Desktop>}
 */
export async function startVirtualDisplay() {
  const desktop = new VirtualDesktop({ ...process.env });
  return desktop.started(() => desktop.start());
}

/**
 * A whole desktop apart: display, D-Bus session, home and XDG folders, an unlocked key ring.
 * @param {{ keyring?: boolean, as?: OtherUser }} options
 * @returns {Promise<Desktop>}
 */
export async function startPrivateDesktop({ keyring = true, as } = {}) {
  const { env, remove } = privateEnvironment(as);
  const desktop = new VirtualDesktop(env, as);
  desktop.onStop(remove);
  return desktop.started(async () => {
    await desktop.start();
    if (keyring) desktop.onStop((await startKeyring(env, as)).stop);
  });
}

class VirtualDesktop {
  #stops = [];

  constructor(env, as) {
    this.env = env;
    this.as = as;
  }

  /** The display first: what D-Bus starts on demand has the environment of its daemon, and needs the display. */
  async start() {
    const screen = ['-screen', '0', '1280x900x24', '-nolisten', 'tcp', '-noreset'];
    this.env.DISPLAY = `:${await this.#service('Xvfb', '-displayfd', '3', ...screen)}`;
    this.env.DBUS_SESSION_BUS_ADDRESS ??= await this.#service(
      'dbus-daemon',
      ...['--session', '--nofork', '--nopidfile', '--print-address=3'],
    );
  }

  async #service(program, ...args) {
    const service = await startService(program, args, { env: this.env, as: this.as, announces: true });
    this.onStop(service.stop);
    return service.announced;
  }

  onStop(stop) {
    this.#stops.push(stop);
  }

  /** Last started, first stopped. */
  stop = async () => {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  };

  async started(start) {
    try {
      await start();
      return { env: this.env, stop: this.stop };
    } catch (error) {
      await this.stop();
      throw error;
    }
  }
}
