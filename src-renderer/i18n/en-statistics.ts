import { countedEn as n, numberEn } from './plural.ts';
import type { Messages } from './ru.ts';

const calls = (count: number) => n(count, 'call', 'calls');

export const statistics: Pick<Messages, 'statistics'> = {
  statistics: {
    number: numberEn,
    percent: (part) => `${numberEn(Math.round(part * 100))}%`,
    calls,
    talk: (seconds) => {
      const minutes = Math.round(seconds / 60);
      if (seconds > 0 && minutes === 0) return `${seconds}\u00a0s`;
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      return hours === 0 ? `${rest}\u00a0min` : `${numberEn(hours)}\u00a0h ${rest}\u00a0min`;
    },
    period: 'Period',
    spans: { week: '7 days', month: '30 days', quarter: 'Quarter', year: 'Year', own: 'Dates' },
    from: 'From',
    to: 'To',
    busy: 'Counting…',
    empty: 'There was nothing at that time',
    emptyMore: 'Choose another period. While history is still loading from the PBX, the figures come by themselves.',
    partial: (day) => `History is loaded from ${day} on: figures of earlier days are not complete yet.`,
    asTable: 'Table',
    asChart: 'Chart',
    tableOf: (chart) => `As a table: ${chart}`,
    chartOf: (chart) => `As a chart: ${chart}`,
    figures: 'Main figures',
    tiles: {
      calls: 'Calls',
      missed: 'Missed',
      talk: 'Talk time',
      voicemail: 'Voicemails',
      fax: 'Faxes',
      success: 'Reached',
    },
    tileMore: {
      missed: (part) => `${part} of incoming`,
      talk: (mean) => `${mean} on average`,
      success: (ended) => `of ${n(ended, 'callback', 'callbacks')}`,
    },
    noSuccess: 'no callbacks',
    openTile: (tile) => `Show in the journal: ${tile}`,
    showInJournal: 'Show in the journal',
    up: (change) => `${change} more`,
    down: (change) => `${change} fewer`,
    same: 'no change',
    points: (points) => `${numberEn(points)}\u00a0pp`,
    before: (value) => `In the period before: ${value}`,
    series: { answered: 'Answered', missed: 'Missed', out: 'Outgoing', internal: 'Internal' },
    seriesOf: {
      answered: (count) => `${numberEn(count)} answered`,
      missed: (count) => `${numberEn(count)} missed`,
      out: (count) => `${numberEn(count)} outgoing`,
      internal: (count) => `${numberEn(count)} internal`,
    },
    columns: { calls: 'Calls', talk: 'Talk', count: 'Number', part: 'Share', name: 'Name', hour: 'Hours' },
    days: {
      title: { day: 'Calls by day', week: 'Calls by week', month: 'Calls by month' },
      step: { day: 'Day', week: 'Week', month: 'Month' },
      summary: (total, most, count) => `${calls(total)}; most ${most}: ${count}.`,
      nothing: 'There were no calls.',
    },
    hours: {
      title: 'Calls by hour and weekday',
      measure: 'What to show',
      measures: { in: 'Incoming', missed: 'Missed', out: 'Outgoing' },
      summary: (at, count) => `Most: ${at} (${count}).`,
      nothing: 'There were no such calls.',
      day: 'Day',
      at: (day, from, to) => `${day}, ${from}:00–${to}:00`,
    },
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    weekdaysLong: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    parties: {
      title: 'Employees and groups',
      which: 'Whom to show',
      people: 'Employees',
      groups: 'Groups',
      nobody: { people: 'Nobody named', groups: 'No group' },
      summary: (name, count) => `Most calls: ${name}, ${count}.`,
      nothing: 'There were no calls.',
      more: (count) => `${numberEn(count)} more`,
      fewer: 'Show fewer',
      missed: (count) => `${numberEn(count)} missed`,
    },
    callbacks: {
      title: 'Callbacks',
      summary: (ordered, tries, talk) =>
        `${n(ordered, 'order', 'orders')} from this computer, ${n(tries, 'try', 'tries')}, ${talk} of talk.`,
      nothing: 'No callbacks were ordered from this computer.',
      outcome: 'How they ended',
      outcomes: {
        succeeded: 'Talked',
        failed: 'Not reached',
        refused: 'Refused by the PBX',
        cancelled: 'Cancelled',
        lost: 'Lost',
        open: 'Still under way',
      },
      causes: 'Why tries failed',
      noCauses: 'No try failed.',
    },
    best: {
      title: 'When to call',
      summary: 'Hours at which outgoing calls are answered most often.',
      nothing: 'Too few outgoing calls so far to tell.',
      anyDay: 'any day',
      answers: (part, answered, tries) => `${part}: ${answered} of ${tries}`,
      answered: 'Answered',
      tries: 'Called',
      client: (when) => `Answers most: ${when}`,
      stretch: (days, from, to) => (days ? `${days} ${from}:00–${to}:00` : `${from}:00–${to}:00`),
    },
  },
};
