import type { Messages } from '../i18n/ru.ts';

export interface KeyGroup {
  title: string;
  /** Each with the keys as they are written on a keyboard; `+` joins those that are pressed together. */
  rows: { keys: readonly string[]; does: string }[];
}

const row = (does: string, ...keys: string[]) => ({ keys, does });

/**
 * All keys of the window, for the page that explains them; a test holds them against those that are answered.
 * `control`: what the platform calls it; `anywhere`: those that open the palette over other programs, if there are any.
 */
export function keyGroups({ keys: t }: Messages, control: 'Ctrl' | '⌘', anywhere = ''): KeyGroup[] {
  const { window, lists, cards, waiting } = t;
  return [
    {
      title: t.groups.window,
      rows: [
        row(window.page, `${control}+${t.names.digits}`),
        row(window.dial, `${control}+D`),
        row(window.search, '/', `${control}+F`),
        row(window.palette, `${control}+K`),
        ...(anywhere ? [row(window.anywhere, anywhere)] : []),
        row(window.note, `${control}+Enter`),
        row(window.textSize, `${control}++`, '−'),
        row(window.usualSize, `${control}+0`),
        row(window.help, '?', 'F1'),
        row(window.leave, 'Esc'),
        row(window.quit, `${control}+Q`),
      ],
    },
    {
      title: t.groups.lists,
      rows: [
        row(lists.move, '↑', '↓'),
        row(lists.byPage, ...t.names.pages.split(' ')),
        row(lists.ends, 'Home', 'End'),
        row(lists.open, 'Enter'),
        row(lists.plan, 'Shift+Enter'),
        row(lists.call, 'C'),
        row(lists.contact, 'O'),
        row(lists.follow, 'F'),
      ],
    },
    {
      title: t.groups.cards,
      rows: [row(cards.follow, 'F'), row(cards.repeat, 'R'), row(cards.cancel, 'Z'), row(cards.putAway, 'Delete')],
    },
    {
      title: t.groups.waiting,
      rows: [
        row(waiting.move, 'J', 'K'),
        row(waiting.extend, 'Shift+J', 'K'),
        row(waiting.all, `${control}+A`),
        row(waiting.open, 'Enter'),
        row(waiting.call, 'C'),
        row(waiting.contact, 'O'),
        row(waiting.follow, 'F'),
        row(waiting.done, 'E'),
        row(waiting.snooze, 'S'),
        row(waiting.read, 'U'),
        row(waiting.undo, 'Z', `${control}+Z`),
      ],
    },
    ...mediaGroups(t, control),
  ];
}

/** Of a recording that plays, and of a fax. */
function mediaGroups({ groups, names, sound, fax }: Messages['keys'], control: string): KeyGroup[] {
  return [
    {
      title: groups.sound,
      rows: [
        row(sound.play, names.space),
        row(sound.skip, '←', '→'),
        row(sound.ends, 'Home', 'End'),
        row(sound.volume, '↑', '↓'),
        row(sound.speed, '[', ']'),
      ],
    },
    {
      title: groups.fax,
      rows: [
        row(fax.turn, ...names.pages.split(' ')),
        row(fax.zoom, `${control}++`, '−'),
        row(fax.fit, `${control}+0`),
        row(fax.print, `${control}+P`),
      ],
    },
  ];
}
