import type { RecordKind } from '../../src-main/contract/model.ts';
import { countedEn as n } from './plural.ts';
import type { Messages } from './ru.ts';

const list = new Intl.ListFormat('en-GB');
const recordKinds: Record<RecordKind, string> = { call: 'calls', voicemail: 'voicemails', fax: 'faxes' };

export const alerts: Pick<Messages, 'alerts' | 'files' | 'syncing'> = {
  alerts: {
    title: 'Notifications',
    messages: 'Voicemails and faxes',
    messagesHint: 'Tell of new ones when they come.',
    failed: 'Failed calls',
    failedHint: 'Tell of a call that failed when you do not see Sputnik’s window.',
    hideDetails: 'Hide details',
    hideDetailsHint: 'No names and no numbers: where others see the screen.',
    sound: 'Sound',
    soundHint: 'Which one is up to the system.',
    quietNow: 'Do not disturb',
    quietNowHint: 'Shows nothing. One notification about all of it comes afterwards.',
    quietHour: 'For 1 hour',
    quietTomorrow: 'Until tomorrow',
    quietUntil: (moment) => `On until ${moment}`,
    quietEnd: 'Turn off',
    quietHours: 'Quiet hours',
    quietHoursHint: 'Every day at this time nothing is shown.',
    quietSame: 'They begin when they end: there are none.',
    from: 'from',
    to: 'to',
    quietFrom: 'Quiet hours begin',
    quietTo: 'Quiet hours end',
    sampleTitle: 'What they look like',
    sample: 'Show a sample',
    sampleHint: 'Nothing came? Allow Sputnik’s notifications in the system’s settings.',
  },

  files: {
    title: 'Files and history',
    history: 'Depth of history',
    historyHint: 'How far back to load calls, voicemails and faxes. What is loaded already stays.',
    months: (count) => n(count, 'month', 'months'),
    years: (count) => n(count, 'year', 'years'),
    keep: 'Keep recordings and faxes',
    keepHint: 'Files that were opened lie encrypted on this computer. They are not deleted from the PBX.',
    days: (count) => n(count, 'day', 'days'),
    always: 'While there is room',
    room: 'Room for files',
    hosts: 'Allowed file servers',
    hostsHint: 'Where recordings and faxes may come from besides the address of the PBX.',
    forgetHost: (host: string) => `Load nothing from ${host} any more`,
    roomHint: 'When it is full, those go that were not opened for the longest.',
    megabytes: (count) => `${count} MB`,
    gigabytes: (count) => `${count} GB`,
  },

  syncing: {
    history: (percent) => `History: ${percent}`,
    historyReached: (day, percent) => `History: loaded back to ${day} · ${percent}`,
    paused: (percent) => `History paused: ${percent}`,
    progress: 'Loading of history',
    pause: 'Pause the loading of history',
    resume: 'Resume the loading of history',
    refresh: 'Refresh',
    failed: (kinds, why) =>
      `${kinds.length < 3 ? `${list.format(kinds.map((kind) => recordKinds[kind]))} not refreshed` : 'not refreshed'}: ${why}`,
  },
};
