import type { Callback } from '../../src-main/contract/model.ts';
import type { Ask, Listen } from '../bridge.ts';

/** The exchange answers within that long, or the card in the main window tells what became of it. */
const answeredWithinMs = 15_000;

/** Follows an order that is journalled until the exchange has taken or refused it, or for as long as one waits for that. */
export function sent(ask: Ask, listen: Listen, ordered: Callback): Promise<Callback> {
  if (ordered.stage !== 'sending') return Promise.resolve(ordered);
  return new Promise((resolve) => {
    let latest = ordered;
    const look = async () => {
      latest = (await ask('callbacks.cards')).find(({ id }) => id === ordered.id) ?? latest;
      if (latest.stage !== 'sending') end();
    };
    const stop = listen((event) => {
      if (event.type === 'changed' && event.topic === 'callbacks') look().catch(end);
    });
    const timer = setTimeout(end, answeredWithinMs);
    function end(): void {
      clearTimeout(timer);
      stop();
      resolve(latest);
    }
    look().catch(end);
  });
}
