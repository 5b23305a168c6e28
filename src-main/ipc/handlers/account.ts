import type { Workplace } from '../../account/workplace.ts';
import type { AppView } from '../../contract/model.ts';
import type { Handlers } from '../door.ts';

type AccountCalls = Pick<
  Handlers,
  | 'app.state'
  | 'account.check'
  | 'account.connect'
  | 'account.startDemo'
  | 'account.leave'
  | 'account.use'
  | 'account.addAnother'
  | 'account.eraseAll'
  | 'secrets.unlock'
  | 'secrets.startOver'
  | 'secrets.protect'
>;

export function accountCalls(options: { workplace: Workplace; state(): AppView }): AccountCalls {
  const { workplace, state } = options;
  return {
    'app.state': () => state(),
    'account.check': (form) => workplace.check(form),
    'account.connect': (form) => workplace.connect(form),
    'account.startDemo': () => workplace.startDemo(),
    'account.leave': () => workplace.leave(),
    'account.use': ({ id }) => workplace.use(id),
    'account.addAnother': () => workplace.addAnother(),
    'account.eraseAll': () => workplace.erase(),
    'secrets.unlock': ({ passphrase }) => workplace.unlock(passphrase),
    'secrets.startOver': () => workplace.startOver(),
    'secrets.protect': ({ passphrase }) => workplace.protect(passphrase),
  };
}
