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

/** Types a text as on the keyboard, into whatever has the focus. */
export async function typeText(text: string): Promise<void> {
  await run('xdotool', 'type', text);
}
