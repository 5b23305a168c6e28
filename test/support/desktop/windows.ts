import { Program, run, until } from './program.ts';

/** A window manager: without one a window can be neither minimised nor maximised, and none has the focus. */
export async function startWindowManager(): Promise<Program> {
  // What an earlier one has left behind: that it is there, and which window had the focus (numbers are given again).
  for (const left of ['_NET_SUPPORTING_WM_CHECK', '_NET_ACTIVE_WINDOW']) await run('xprop', '-root', '-remove', left);
  const manager = new Program('openbox', '--sm-disable');
  await until('the window manager', async () =>
    (await run('xprop', '-root', '_NET_SUPPORTING_WM_CHECK')).includes('window id'),
  );
  return manager;
}

/** The title of the window that is worked in. */
export const front = (): Promise<string> => run('xdotool', 'getactivewindow', 'getwindowname');

/** Another program, which is worked in from now on. */
export async function workElsewhere(): Promise<Program> {
  const title = 'Another program';
  const other = new Program('xev', '-name', title);
  await bringToFront(title, () => run('xdotool', 'search', '--name', title, 'windowactivate'));
  return other;
}

/** The keyboard is in a window of this title. The window itself may believe so a moment sooner than it is so. */
export async function keyboardIn(title: string): Promise<void> {
  await until(`the keyboard in ${title}`, async () =>
    (await run('xdotool', 'getwindowfocus', 'getwindowname')).includes(title),
  );
}

/**
 * Has a window of this title asked to the front until the window manager says that it is there: one that has only just
 * started may still take the keyboard to itself, and a window is not told of that.
 */
export async function bringToFront(title: string, ask: () => Promise<unknown>): Promise<void> {
  await until(`${title} in front`, async () => {
    await ask();
    return (await front()).includes(title);
  });
  await keyboardIn(title);
}

/** Types a text as on the keyboard, into whatever has the focus. */
export async function typeText(text: string): Promise<void> {
  await run('xdotool', 'type', text);
}
