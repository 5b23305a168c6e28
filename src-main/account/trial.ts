import type { Decoded, SipAccount } from '../vats/model.ts';
import type { Transport } from '../vats/client.ts';

/** A client for one check, before there is an account. */
export interface Trial {
  check(): Promise<Transport>;
  sipAccounts(): Promise<Decoded<SipAccount>>;
  close(): void;
}

/** Is the key good, how does the PBX want to be asked, and who may sit here? Failures: those of `onlycheck`. */
export async function tryOut(trial: Trial): Promise<{ transport: Transport; accounts: SipAccount[] }> {
  try {
    const transport = await trial.check();
    // The key is good; that the list of accounts cannot be had must not stand in the way.
    const accounts = await trial.sipAccounts().then(
      ({ records }) => records,
      () => [],
    );
    return { transport, accounts };
  } finally {
    trial.close();
  }
}
