import { countedEn as n } from './plural.ts';
import type { Messages } from './ru.ts';

export const planning: Pick<Messages, 'plan' | 'callViews' | 'planned' | 'pbxTasks'> = {
  plan: {
    action: 'Call back at…',
    actionTo: (who) => `Call back at…: ${who}`,
    changeTitle: 'Change the call',
    when: 'When',
    quick: {
      now: 'Now',
      in15: 'In 15 minutes',
      in60: 'In an hour',
      today18: 'Today at 18:00',
      tomorrow9: 'Tomorrow at 9:00',
      monday9: 'On Monday at 9:00',
    },
    choose: 'Choose a time…',
    date: 'Day',
    time: 'Time',
    incomplete: 'Give both the day and the time.',
    first: 'Rings first',
    toMe: 'Me',
    toClient: 'The client',
    toColleague: 'The colleague',
    tries: 'Tries',
    pause: 'Pause',
    pauseOf: (minutes) => `${minutes} min`,
    says: (when, first, tries) => `We will call ${when}: ${first} first, ${tries}`,
    now: 'now',
    firstMe: 'you',
    firstClient: 'the client',
    firstColleague: 'the colleague',
    triesOf: (tries, seconds) => {
      const count = n(tries, 'try', 'tries');
      if (tries === 1) return count;
      const minutes = Math.floor(seconds / 60);
      const rest = seconds % 60;
      const parts = [minutes > 0 && n(minutes, 'minute', 'minutes'), rest > 0 && `${rest} s`];
      return `${count}, ${parts.filter(Boolean).join(' ')} apart`;
    },
    confirm: 'Schedule',
    confirmNow: 'Call back',
    confirmChange: 'Change',
    held: (until) => `Scheduled for ${until}`,
    heldFor: (span) => `goes to the PBX in ${span}`,
    atPbx: 'The PBX has it: it can be cancelled only in the PBX’s cabinet.',
    already: (until) => `This call is already scheduled for ${until}.`,
    missed: 'Sputnik was not running, and the time is over. Nobody was called.',
    fix: 'Correct the number',
  },

  callViews: {
    label: 'Which calls to show',
    mine: 'Mine',
    planned: 'Scheduled',
    pbx: 'On the PBX',
    refresh: 'Refresh',
  },

  planned: {
    list: 'Scheduled calls',
    empty: 'Nothing is scheduled',
    emptyMore: 'Press the arrow beside “Call back”, or Shift+Enter on a row, and choose a time.',
    pick: 'Pick a call to see its details',
    left: (span) => `in ${span}`,
    due: 'any moment',
    readAt: (ago) => `Read from the PBX ${ago}`,
    elsewhere: 'not ordered here',
    problem: 'Calls that were not ordered here could not be read.',
  },

  pbxTasks: {
    list: 'Tasks on the PBX',
    extension: 'Whose calls',
    everyone: 'All colleagues',
    loading: 'Reading the PBX’s tasks…',
    empty: 'The PBX has no callback tasks',
    emptyOf: (who) => `No tasks of this colleague: ${who}`,
    pick: 'Pick a task to see its tries',
    more: 'Show more',
    end: 'These are all the tasks on the PBX',
    queued: 'Waiting for its turn',
    scheduled: (when) => `The PBX will call ${when}`,
    ringingMe: 'Ringing you',
    ringingColleague: 'Ringing the colleague',
    attemptFailed: (attempt, max) => `Try ${attempt} of ${max} failed`,
    created: 'Created',
    due: 'Due',
    executed: 'Carried out',
    colleague: 'Colleague',
    client: 'Client',
    origin: 'Ordered',
    here: 'on this computer',
    elsewhere: 'not here',
  },
};
