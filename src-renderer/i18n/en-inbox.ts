import { countedEn as n } from './plural.ts';
import type { Messages } from './ru.ts';

const messages = (count: number) => n(count, 'message', 'messages');

export const inbox: Pick<Messages, 'inbox'> = {
  inbox: {
    list: 'Needs attention',
    waitingCount: (count) => n(count, 'waits for an answer', 'wait for an answer'),
    shelf: 'Shelf',
    shelves: { waiting: 'Waiting', snoozed: 'Snoozed', done: 'Done' },
    kind: 'What to show',
    kinds: { all: 'All', voicemail: 'Voicemails', fax: 'Faxes', callback: 'Calls' },
    voicemail: (duration) => `Voicemail, ${duration}`,
    fax: 'Fax',
    unread: 'new',

    done: 'Done',
    doneWith: (who) => `Done: ${who}`,
    snooze: 'Snooze',
    snoozeWith: (who) => `Snooze: ${who}`,
    reopen: 'Reopen',
    asRead: 'Mark as read',
    asUnread: 'Mark as unread',
    actions: 'Actions',

    choices: {
      soon: 'In 15 minutes',
      hour: 'In an hour',
      evening: 'This evening',
      tomorrow: 'Tomorrow morning',
      monday: 'On Monday',
      now: 'Now, do not snooze',
      other: 'Pick a time…',
    },
    untilTitle: 'Snooze until',
    untilLabel: 'Date and time',
    untilPast: 'That time has passed. Pick a later one.',

    snoozedUntil: (when) => `Snoozed, comes back ${when}`,
    backSince: (when) => `Was snoozed, came back ${when}`,
    doneAt: (when) => `Done ${when}`,
    closedByCallback: (when) => `Closed by itself: you got through ${when}`,

    messages,
    saidDone: (count, who) => (count === 1 ? `Done: ${who}` : `Done: ${messages(count)}`),
    saidSnoozed: (who, when) => `Comes back ${when}: ${who}`,
    saidAwake: (who) => `Waits again: ${who}`,
    saidReopened: (count, who) => (count === 1 ? `Waits again: ${who}` : `${messages(count)} wait again`),
    undone: 'Undone',

    pick: 'Pick a message',
    pickMore: 'Every step has a key:',
    gone: 'This message is no longer there',
    keys: {
      move: 'walk the list',
      open: 'open',
      call: 'call back',
      done: 'done',
      snooze: 'snooze',
      read: 'read',
      undo: 'undo',
      play: 'play',
      space: 'Space',
    },
    chosen: (count) => `Chosen: ${count}`,
    chosenMore: 'What you do now is done with all of them.',
    dropChosen: 'Drop the choice',
    empty: {
      waiting: 'Nobody waits for an answer',
      snoozed: 'Nothing is snoozed',
      done: 'Nothing here yet',
    },
    emptyMore: {
      waiting: 'New voicemails, faxes and failed callbacks appear here by themselves.',
      snoozed: 'What you snooze stays here and comes back in time.',
      done: 'Whatever is marked “Done” goes here. Nothing is deleted.',
    },
    emptyKind: 'None of this kind here',
    showAll: 'Show all',
    end: {
      waiting: 'That is everybody who waits',
      snoozed: 'That is all that is snoozed',
      done: 'That is all that was done',
    },
  },
};
