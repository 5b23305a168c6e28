import { partiesReader } from '../cache/record-parties.ts';
import type { StoredRecord } from '../cache/queries/record-row.ts';
import type { CallbackDesk } from '../callbacks/desk.ts';
import type { Contacts } from '../contacts/contacts.ts';
import { Exports } from '../export/exports.ts';
import { Inbox } from '../inbox/inbox.ts';
import { Journal } from '../journal/journal.ts';
import { RecordViews } from '../journal/record-views.ts';
import { mediaIdOf } from '../media/media-id.ts';
import { RecordFiles } from '../media/record-files.ts';
import { syncBook, type SyncBook } from '../sync/book.ts';
import { SyncEngine } from '../sync/engine.ts';
import type { Team } from '../team/team.ts';
import { readApiUrl } from '../vats/address.ts';
import type { VatsClient } from '../vats/client.ts';
import { fromPbxNumber } from '../vats/numbers.ts';
import type { SessionOptions } from './session.ts';

interface Records {
  files: RecordFiles;
  exports: Exports;
  inbox: Inbox;
  journal: Journal;
  sync: SyncEngine;
}

/** All that stands on the records of the PBX: how they come in, and what a person sees of them. */
export function makeRecords(
  options: SessionOptions,
  api: VatsClient,
  { contacts, team, desk }: { contacts: Contacts; team: Team; desk: CallbackDesk },
): Records {
  const { cache, preferences, random, newId, onChanged, onDefect } = options;
  const { clock } = api;
  const withParties = partiesReader({
    read: fromPbxNumber,
    isOwn: (number) => number === preferences().ownNumber,
  });
  const book = syncBook({ cache, withParties });
  const files = makeFiles(options, api, { contacts, book });
  const views = makeViews(options, api, { contacts, team, files });
  const exports = new Exports({
    cache,
    clock,
    views,
    files,
    language: () => preferences().language,
    onChanged: () => onChanged('export'),
    onDefect,
  });
  const callbackView = desk.view.bind(desk);
  const inbox = new Inbox({
    cache,
    clock,
    pcAheadMs: () => options.clock.nowMs() - clock.nowMs(),
    views,
    callbackView,
    onChanged: () => onChanged('inbox'),
    onNews: options.onNews,
    onDefect,
  });
  const journal = new Journal({
    cache,
    clock,
    views,
    callbackView,
    whoIs: (number) => contacts.whoIs(number),
    newId,
    onChanged,
  });
  const sync = new SyncEngine({
    api,
    book,
    random,
    historyMonths: () => preferences().historyMonths,
    onChanged: (kind) => {
      onChanged('records');
      if (kind !== 'call') onChanged('inbox');
    },
    onNew: (kind, ids) => {
      if (kind !== 'call') inbox.cameIn(ids).catch(onDefect);
    },
    onState: () => onChanged('sync'),
    onDefect,
  });
  return { files, exports, inbox, journal, sync };
}

/** A record as a person sees it: with the names of who called, and whether its recording is on this PC. */
function makeViews(
  { account }: SessionOptions,
  api: VatsClient,
  { contacts, team, files }: { contacts: Contacts; team: Team; files: RecordFiles },
): RecordViews {
  return new RecordViews({
    extension: account.extension,
    whoAre: (numbers) => contacts.whoAre(numbers),
    colleague: (extension) => team.nameOf(extension),
    pbxTime: (atMs) => api.zone.toText(atMs),
    hasFile: (mediaId) => files.has(mediaId),
  });
}

function makeFiles(
  { account, cache, files, allowFileHost, preferences, onChanged }: SessionOptions,
  api: VatsClient,
  { contacts, book }: { contacts: Contacts; book: SyncBook },
): RecordFiles {
  return new RecordFiles({
    cache,
    clock: api.clock,
    store: files,
    trust: () => ({
      apiUrl: readApiUrl(account.apiUrl),
      allowedHosts: preferences().fileHosts,
      mayAllow: allowFileHost !== undefined,
    }),
    ...(allowFileHost && { allowHost: allowFileHost }),
    refresh: refresher(api, book),
    agents: (url) => api.agents(url),
    nameOf: async ({ client }) => (client === null ? '' : ((await contacts.whoIs(client))?.name ?? '')),
    keptDays: () => preferences().keepFilesDays,
    onChanged: (mediaId) => onChanged('media', [mediaId]),
  });
}

/**
 * Asks the PBX for a record anew, so that the cache has its newest link. Of that record only: what else is new that day
 * is the sync's to tell of.
 */
function refresher(api: VatsClient, book: SyncBook): (record: StoredRecord) => Promise<void> {
  return async (record) => {
    const day = api.zone.dayOf(record.startedAtMs);
    const { records } = await api.records(record.kind, day, day);
    const nowMs = api.clock.nowMs();
    const mediaId = mediaIdOf(record);
    const same = records.filter((each) => mediaIdOf(each) === mediaId);
    const times = { nowMs, waitingSinceMs: await book.newSinceMs(nowMs) };
    // One record, one batch.
    await book.ingest(same, times)[Symbol.asyncIterator]().next();
  };
}
