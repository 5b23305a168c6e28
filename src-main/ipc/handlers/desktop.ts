import { Failure } from '../../contract/errors.ts';
import type { DesktopView, PolicyRules } from '../../contract/model.ts';
import type { Autostart } from '../../desktop/autostart.ts';
import type { SystemLinks } from '../../desktop/links.ts';
import type { Handlers } from '../door.ts';

type DesktopCalls = Pick<Handlers, Extract<keyof Handlers, `desktop.${string}`>>;

interface DesktopCallsOptions {
  /** Tries again to get the keys, if they were not to be had. */
  shortcut(): DesktopView['shortcut'];
  autostart: Autostart;
  /** By the administrator. */
  locked: Partial<PolicyRules>;
  links: SystemLinks;
}

/** What is set in the system itself; each answers with how it stands afterwards. */
export function desktopCalls({ shortcut, autostart, links, locked }: DesktopCallsOptions): DesktopCalls {
  const state = async () => ({
    shortcut: shortcut(),
    startsWithSystem: autostart.on,
    links: await links.whose(),
  });
  return {
    'desktop.state': state,
    'desktop.startWithSystem': ({ on }) => {
      if (locked.startWithSystem !== undefined && locked.startWithSystem !== on) throw new Failure('policy-locked');
      autostart.set(on);
      return state();
    },
    'desktop.takeLinks': async () => {
      if (locked.openLinks === false) throw new Failure('policy-locked');
      await links.take();
      return state();
    },
  };
}
