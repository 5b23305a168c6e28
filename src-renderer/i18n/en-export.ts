import { countedEn as n, numberEn } from './plural.ts';
import type { Messages } from './ru.ts';

const files = (count: number) => n(count, 'file', 'files');

export const exporting: Pick<Messages, 'exporting'> = {
  exporting: {
    open: 'Export…',
    title: 'Export from the journal',
    what: 'What to export',
    choices: { xlsx: 'Excel table (XLSX)', csv: 'CSV table', files: 'Recordings and faxes as files' },
    hints: {
      xlsx: 'Date, number, name, duration, notes; numbers as text, dates as dates.',
      csv: 'The same as delimited text, for other programs.',
      files: 'Sound of calls, voicemails and faxes into a folder; named by date, number and name.',
    },
    willTake: (count) => `${n(count, 'record', 'records')} under the filter.`,
    counting: (count) => `${n(count, 'record', 'records')} under the filter, counting…`,
    willTakeAll: (count) => `The whole journal: ${n(count, 'record', 'records')}.`,
    nothing: 'No record is under the filter.',
    save: 'Save…',
    folder: 'Choose a folder…',
    running: { records: 'Writing the table', recordings: 'Saving files' },
    progress: (done, total) => `${n(done, 'record', 'records')} of ${numberEn(total)}`,
    goesOn: 'You may close this window: the export goes on.',
    stop: 'Stop',
    hide: 'Hide',
    done: 'Done',
    ended: {
      records: {
        done: (count) => `Table saved: ${n(count, 'row', 'rows')}.`,
        cancelled: () => 'Stopped; there is no table.',
        failed: () => 'The table could not be saved.',
      },
      recordings: {
        done: (count) => (count === 0 ? 'No record under the filter has a file.' : `Saved: ${files(count)}.`),
        cancelled: (count) => `Stopped. Saved: ${files(count)}.`,
        failed: (count) => `The export broke off. Saved: ${files(count)}.`,
      },
    },
    size: (size) => `Size: ${size}.`,
    problems: (count) => `Not saved: ${files(count)}`,
    moreProblems: (count) => `and ${numberEn(count)} more`,
    show: 'Show',
    line: { records: (percent) => `Table: ${percent}`, recordings: (percent) => `Files: ${percent}` },
    lineHint: 'Show how the export goes',
  },
};
