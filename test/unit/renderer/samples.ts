import type { Callback, CauseView, Contact, LegView } from '../../../src-main/contract/model.ts';

export const aCallback = (parts: Partial<Callback> = {}): Callback => ({
  id: '00000000-0000-4000-8000-000000000001',
  target: { kind: 'client', display: '+7 495 123-45-67', number: '+74951234567', extension: null },
  name: 'Анна Петрова',
  myDisplay: '101',
  ringFirst: 'me',
  orderedAtMs: 0,
  stage: 'accepted',
  open: true,
  taskId: 123,
  holdUntilMs: null,
  startsAtMs: null,
  attempt: 0,
  attemptsMax: 3,
  pauseSeconds: 300,
  nextAttemptAtMs: null,
  talkingSinceMs: null,
  talkSeconds: null,
  attempts: [],
  pbxState: '',
  error: null,
  dismissed: false,
  ...parts,
});

export const colleague: Callback['target'] = { kind: 'colleague', display: '102', number: null, extension: '102' };

export const busy: CauseView = { code: 17, text: { ru: 'Занято', en: 'Busy' }, advice: 'soon' };
export const noSuchNumber: CauseView = {
  code: 1,
  text: { ru: 'Номер не существует', en: 'Number does not exist' },
  advice: 'fix',
};

export function failedAttempt(cause: CauseView | null, role: LegView['role'] = 'other') {
  const display = role === 'me' ? '101' : '+7 495 123-45-67';
  const leg: LegView = { role, display, answeredAtMs: null, endedAtMs: 1, talkSeconds: 0, cause };
  return { startedAtMs: 0, succeeded: false, failedLeg: leg, legs: [leg] };
}

export const aContact = (parts: Partial<Contact> = {}): Contact => ({
  id: '00000000-0000-4000-8000-00000000000a',
  name: 'Анна Петрова',
  company: 'ООО «Ромашка»',
  note: '',
  favourite: false,
  numbers: [{ label: 'mobile', number: '+79161234567', display: '+7 916 123-45-67' }],
  ...parts,
});
