import type { keys as ru } from './ru-keys.ts';

/** The page of the keys. */
export const keys: typeof ru = {
  keys: {
    title: 'Keys',
    layout: 'They work in any keyboard layout: there is no need to switch.',
    names: { space: 'Space', digits: 'digit', pages: 'PgUp PgDn' },
    withKey: (does, key) => `${does} (${key})`,
    groups: {
      window: 'Everywhere',
      lists: 'In lists',
      cards: 'Current calls',
      waiting: 'Needs attention',
      sound: 'Recording and voicemail',
      fax: 'Fax',
    },
    window: {
      page: 'section by its place',
      dial: 'the field “Number”',
      search: 'search',
      palette: 'find and call back',
      textSize: 'larger, smaller text',
      usualSize: 'text of the usual size',
      help: 'this page',
      leave: 'close, go back',
    },
    lists: {
      move: 'up and down',
      byPage: 'a screen up and down',
      ends: 'to the start and the end',
      open: 'call back or open',
      plan: 'call back at…',
      call: 'call back, in the journal',
      follow: 'do as advised',
    },
    cards: {
      follow: 'do as advised',
      repeat: 'repeat',
      cancel: 'cancel the order',
      putAway: 'put away',
    },
    waiting: {
      move: 'next, previous',
      extend: 'choose several',
      all: 'choose all',
      open: 'open and listen',
      call: 'call back',
      follow: 'do as advised',
      done: 'done',
      snooze: 'snooze',
      read: 'read or unread',
      undo: 'undo',
    },
    sound: {
      play: 'listen, pause',
      skip: 'by 5 seconds',
      volume: 'volume',
      speed: 'slower, faster',
    },
    fax: {
      turn: 'page',
      zoom: 'larger, smaller',
      fit: 'fit the width',
      print: 'print',
    },
  },
};
