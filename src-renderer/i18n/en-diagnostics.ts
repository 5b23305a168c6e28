import type { Messages } from './ru.ts';

export const diagnostics: Pick<Messages, 'diagnostics'> = {
  diagnostics: {
    title: 'Report for support',
    hint: 'The state of the program and its log of errors. It holds no keys, numbers or names.',
    action: 'Show…',
    text: 'Read it before you save and send it: keys, numbers and names are hidden.',
    report: 'The report’s text',
    save: 'Save…',
    saved: 'Report saved',
  },
};
