import { DemoPbx } from '../../src-main/demo/server.ts';

/*
 * An exchange in a process of its own, so that what it costs is not counted against the app. Forked by `app.ts`; says where
 * it is when it listens, and adds messages when it is told how many.
 */
const [days = '365', callsPerDay = '360'] = process.argv.slice(2);
const pbx = new DemoPbx({ historyDays: Number(days), callsPerDay: Number(callsPerDay), arrivals: null });
const { apiUrl } = await pbx.start();
process.on('message', (messages: number) => {
  for (let n = 0; n < messages; n += 1) pbx.addRecord('voicemail', { numberA: `7916000${1000 + n}`, numberB: '101' });
});
process.on('disconnect', () => process.exit());
process.send?.({ apiUrl, domain: pbx.domain, key: pbx.key });
