import { counted } from './plural.ts';
import type { Messages } from './ru.ts';

export const media: Pick<Messages, 'media'> = {
  media: {
    recording: 'Call recording',
    message: 'Voicemail',
    play: 'Play',
    pause: 'Pause',
    back: 'Back 5 s',
    forward: 'Forward 5 s',
    position: 'Position in the recording',
    positionOf: (at, whole) => `${at} of ${whole}`,
    speed: 'Speed',
    speedOf: (speed) => `${speed}×`,
    volume: 'Volume',
    percent: (percent) => `${percent} %`,
    mute: 'Mute',
    unmute: 'Unmute',

    loading: 'Loading…',
    loaded: (received, total) => (total === null ? received : `${received} of ${total}`),
    kilobytes: (count) => `${count} KB`,
    megabytes: (count) => `${count} MB`,
    cancel: 'Cancel loading',
    save: 'Save…',
    saved: 'File saved',

    fax: 'Fax pages',
    show: 'Show pages',
    opening: 'Opening…',
    page: (page, pages) => `Page ${page} of ${pages}`,
    pageShort: (page, pages) => `${page} of ${pages}`,
    pages: (pages) => counted('en', pages, { one: 'page', other: 'pages' }),
    previousPage: 'Previous page',
    nextPage: 'Next page',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    fitWidth: 'Fit width',
    fitPage: 'Whole page',
    rotate: 'Rotate',
    print: 'Print…',
    tools: 'View and print',

    problems: {
      damaged: 'The fax file is damaged and cannot be shown. Save it and try another program.',
      'too-long': 'The fax takes too long to open: the file seems to be damaged. Save it and try another program.',
      'too-large': 'The fax is too large to be shown here. Save it and open it with another program.',
      locked: 'The fax is protected by a password. Save it and open it with another program.',
    },
    pageProblems: {
      damaged: 'This page is damaged.',
      'too-long': 'This page takes too long to open: it seems to be damaged.',
      'too-large': 'This page is too large to be shown here.',
      locked: 'This page is protected by a password.',
    },
    notPrinted: 'The fax could not be made ready for printing. Save it and print it from another program.',
  },
};
