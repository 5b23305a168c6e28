import * as v from 'valibot';
import {
  AccountId,
  CallbackPlan,
  ClientQuery,
  ConnectForm,
  ContactExport,
  ContactForm,
  ContactQuery,
  CopiedNumber,
  DuplicateQuery,
  exportKinds,
  ExportRecordings,
  ExportRecords,
  FileHost,
  FilterForm,
  HistoryQuery,
  Id,
  ImportMatch,
  InboxMark,
  InboxQuery,
  InboxSnooze,
  JournalDays,
  JournalQuery,
  MediaId,
  MergeContacts,
  Note,
  OrderCallback,
  PaletteHandOver,
  PaletteHeight,
  PaletteQuery,
  PbxTaskQuery,
  PhoneNumber,
  PreferencesPatch,
  ProxyForm,
  QuietChoice,
  RecordId,
  savedKinds,
  StatisticsDays,
  StatisticsHours,
  StatisticsPeriod,
  TextSizeStep,
  WrittenNumber,
  type AppView,
  type Callback,
  type CallbackStatistics,
  type ClientEvent,
  type ClientView,
  type Contact,
  type DayCounts,
  type DesktopView,
  type DuplicateGroup,
  type ExportsView,
  type FilterChoices,
  type FreeNumbersView,
  type HourStatistics,
  type ImportState,
  type InboxCounts,
  type InboxItem,
  type InterruptedImport,
  type JournalSpan,
  type MediaProgress,
  type MediaView,
  type MergedContact,
  type Page,
  type PaletteHit,
  type PaletteOpening,
  type PartyStatistics,
  type PbxTask,
  type PbxTaskPage,
  type Person,
  type Preferences,
  type ProxyWay,
  type ReadNumber,
  type RecordView,
  type SavedFilter,
  type SyncView,
  type TeamView,
} from './model.ts';

/**
 * Everything that the renderer may ask of main: one table, from which the preload, the door with its checks and the
 * renderer's typed bridge are derived. What comes in is checked at run time; what goes out is main's own, and typed.
 */

interface Call<In, Out> {
  input: v.GenericSchema<unknown, In>;
  /** Only for the types: never there at run time. */
  readonly output?: Out;
}

/** `call(schema)<Out>()`: the input's type comes from the schema, the output's from the call. */
const call =
  <In>(input: v.GenericSchema<unknown, In>) =>
  <Out>(): Call<In, Out> => ({ input });

const nothing = v.undefined();
const Passphrase = v.object({ passphrase: v.pipe(v.string(), v.maxLength(1000)) });
const ByExportKind = v.object({ kind: v.picklist(exportKinds) });
const ById = v.object({ id: Id });
const ByMediaId = v.object({ id: MediaId });

export const calls = {
  'app.state': call(nothing)<AppView>(),
  /** The answer to `ending`: the page holds nothing any more that is not kept, as far as it could be. */
  'app.kept': call(nothing)<void>(),
  /** Opens the repository's or the vendor's page in the browser, through the one gate to the outside. */
  'app.openOutside': call(v.object({ page: v.picklist(['vendor', 'help']) }))<void>(),

  /** Tries the key and tells who may sit at this PC. Stores nothing. */
  'account.check': call(ConnectForm)<{ people: Person[] }>(),
  /** Tries the key and, if it works, stores it and starts work. */
  'account.connect': call(ConnectForm)<void>(),
  'account.startDemo': call(nothing)<void>(),
  /** Ends the work and, for a real account, removes its key from the key store; its database stays. */
  'account.leave': call(nothing)<void>(),
  /** Goes over to another connected account; `id` of `AppView.accounts`. */
  'account.use': call(v.object({ id: AccountId }))<void>(),
  /** To the welcome window, to connect one more. */
  'account.addAnother': call(nothing)<void>(),
  /** «Стереть всё с этого компьютера». */
  'account.eraseAll': call(nothing)<void>(),

  /** Opens what a passphrase closes; a locked key store is asked again. */
  'secrets.unlock': call(Passphrase)<void>(),
  /** Gives up what cannot be opened (it is moved aside) and goes back to the welcome window. */
  'secrets.startOver': call(nothing)<void>(),
  /** Keeps the keys under a passphrase, where there is no key store. */
  'secrets.protect': call(Passphrase)<void>(),

  'settings.get': call(nothing)<Preferences>(),
  'settings.set': call(PreferencesPatch)<Preferences>(),
  /** One step on the scale of text sizes, as far as it goes. */
  'settings.stepTextSize': call(v.object({ to: TextSizeStep }))<Preferences>(),
  /** Sets the own outside number from what was written. */
  'settings.setOwnNumber': call(v.object({ written: WrittenNumber }))<Preferences>(),
  /** Recordings and faxes may come from that host no more. */
  'settings.forgetFileHost': call(v.object({ host: FileHost }))<Preferences>(),
  /** Takes a proxy over; nothing is asked through it yet. */
  'settings.setProxy': call(ProxyForm)<Preferences>(),
  /** Asks the PBX through what is set now, and tells by which way it answered; fails as `account.check` does. */
  'settings.testProxy': call(nothing)<ProxyWay>(),

  /** Shows what a notification looks like, also while nothing else is shown. */
  'notifications.sample': call(nothing)<void>(),
  /** «Не беспокоить», counted from now. */
  'notifications.keepQuiet': call(QuietChoice)<void>(),

  'numbers.read': call(v.object({ written: WrittenNumber }))<ReadNumber>(),

  /** Numbers that can be rented; `anew` asks the PBX whatever is known. */
  'numbers.free': call(v.object({ anew: v.boolean() }))<FreeNumbersView>(),
  /** Onto the clipboard, which the page itself may not touch. */
  'numbers.copy': call(v.object({ number: CopiedNumber }))<void>(),

  'team.list': call(nothing)<TeamView>(),
  /** Presence is asked for only while somebody looks at it. */
  'team.watch': call(v.object({ seen: v.boolean() }))<void>(),

  'contacts.page': call(ContactQuery)<Page<Contact>>(),
  /** How many contacts all the pages of that search have together. */
  'contacts.count': call(v.pick(ContactQuery, ['text']))<number>(),
  'contacts.contact': call(ById)<Contact>(),
  'contacts.add': call(ContactForm)<Contact>(),
  'contacts.edit': call(v.object({ id: Id, form: ContactForm }))<Contact>(),
  'contacts.remove': call(ById)<void>(),
  /** Takes back `contacts.remove`. */
  'contacts.restore': call(ById)<Contact>(),

  /** Groups of contacts that share a number, page by page. */
  'contacts.duplicates': call(DuplicateQuery)<Page<DuplicateGroup>>(),
  'contacts.merge': call(MergeContacts)<MergedContact>(),
  /** Takes back `contacts.merge`; fails with `merge-stale` when one of the contacts was changed since. */
  'contacts.unmerge': call(ById)<void>(),

  /** Asks the person for a CSV or vCard file and looks through it. State `none`: the person changed his mind. */
  'contacts.importOpen': call(nothing)<ImportState>(),
  /** Reads the opened file as the person says, and proposes the rest. */
  'contacts.importPreview': call(ImportMatch)<ImportState>(),
  /** Begins to take in what the preview shows; topic `import` tells how it goes on. */
  'contacts.importRun': call(nothing)<ImportState>(),
  /** Ends what is under way; before the run, or after it, puts the file away. What came in stays. */
  'contacts.importCancel': call(nothing)<ImportState>(),
  'contacts.importState': call(nothing)<ImportState>(),
  /** Takes back the import that has ended, but for contacts that were changed since. */
  'contacts.importUndo': call(nothing)<ImportState>(),
  /** Null: every import has come to its end, or the person knows that it did not. */
  'contacts.importInterrupted': call(nothing)<InterruptedImport | null>(),
  /** Takes back what came in, but for `left` contacts, which were changed since. */
  'contacts.importInterruptedUndo': call(ById)<{ left: number }>(),
  /** It is told of no more; what came in stays. */
  'contacts.importInterruptedForget': call(ById)<void>(),
  /** The rows that are not taken in, or were not, to where the person says; false: the person changed his mind. */
  'contacts.importSaveSkipped': call(nothing)<{ saved: boolean }>(),
  /** All contacts, to where the person says; false: the person changed his mind. */
  'contacts.export': call(ContactExport)<{ saved: boolean }>(),

  'callbacks.order': call(OrderCallback)<Callback>(),
  /** Only while it is `holding`. */
  'callbacks.cancel': call(ById)<Callback>(),
  /** Only while it is `holding`. */
  'callbacks.change': call(v.object({ id: Id, plan: CallbackPlan }))<Callback>(),
  /** The person is about to change it: it is held for a minute more. */
  'callbacks.holdOn': call(ById)<Callback>(),
  /** The cards: what is open, and what ended and was not put away yet. Newest first. */
  'callbacks.cards': call(nothing)<Callback[]>(),
  'callbacks.dismiss': call(ById)<void>(),
  /** Everything ordered on this PC, newest first. */
  'callbacks.history': call(HistoryQuery)<Page<Callback>>(),
  /** What the exchange itself has, whoever ordered it. */
  'callbacks.pbxTasks': call(PbxTaskQuery)<PbxTaskPage>(),
  /** What it has ahead for the person at this PC from elsewhere. */
  'callbacks.pbxPlanned': call(nothing)<PbxTask[]>(),

  /** «Требуют внимания», a shelf page by page. */
  'inbox.page': call(InboxQuery)<Page<InboxItem>>(),
  'inbox.counts': call(nothing)<InboxCounts>(),
  'inbox.mark': call(InboxMark)<void>(),
  'inbox.snooze': call(InboxSnooze)<void>(),
  /** Takes back what a successful callback has closed by itself; tells how many items wait again. */
  'inbox.reopen': call(v.object({ orderId: Id }))<number>(),

  /** Records, newest first. To begin in the middle of the list, give `filter.toMs`. */
  'journal.page': call(JournalQuery)<Page<RecordView>>(),
  /** How many records lie between each two boundaries, one number less than there are. */
  'journal.days': call(JournalDays)<number[]>(),
  /** Null: no records at all. */
  'journal.span': call(nothing)<JournalSpan | null>(),
  'journal.record': call(v.object({ id: RecordId }))<RecordView>(),
  'journal.setNote': call(v.object({ id: RecordId, text: Note }))<void>(),
  'journal.choices': call(nothing)<FilterChoices>(),
  'journal.filters': call(nothing)<SavedFilter[]>(),
  'journal.putFilter': call(FilterForm)<SavedFilter>(),
  'journal.removeFilter': call(ById)<void>(),
  'journal.client': call(v.object({ number: PhoneNumber }))<ClientView>(),
  /** Everything there was with a client, newest first: calls, messages, callbacks ordered on this PC. */
  'journal.ofClient': call(ClientQuery)<Page<ClientEvent>>(),
  'journal.setClientNote': call(v.object({ number: PhoneNumber, text: Note }))<void>(),

  /** Has the file fetched (once, however many ask) and made playable; then its address can be opened. */
  'media.fetch': call(ByMediaId)<MediaView>(),
  /**
   * The person trusts the host that `media.fetch` was refused for, by `file-untrusted` with `allowable`; any other is
   * `not-found`.
   */
  'media.allowHost': call(v.object({ id: MediaId, host: FileHost }))<void>(),
  /** Nobody waits for `media.fetch` any more: it fails with `network`, reason `aborted`. */
  'media.cancel': call(ByMediaId)<void>(),
  /** Null: it is not on its way. */
  'media.progress': call(ByMediaId)<MediaProgress | null>(),
  /** As the PBX has it, to where the person says; false: the person changed his mind. */
  'media.save': call(ByMediaId)<{ saved: boolean }>(),

  'statistics.days': call(StatisticsDays)<DayCounts[]>(),
  'statistics.hours': call(StatisticsHours)<HourStatistics>(),
  'statistics.parties': call(StatisticsPeriod)<PartyStatistics>(),
  'statistics.callbacks': call(StatisticsPeriod)<CallbackStatistics>(),

  /** Asks where to, and begins; topic `export` tells how it goes on. False: the person changed his mind. */
  'export.records': call(ExportRecords)<{ started: boolean }>(),
  'export.recordings': call(ExportRecordings)<{ started: boolean }>(),
  /** What is under way, or ended last; null: nothing, or put away. */
  'export.state': call(nothing)<ExportsView>(),
  'export.cancel': call(ByExportKind)<void>(),
  /** Puts away what has ended. */
  'export.forget': call(ByExportKind)<void>(),

  /** Shows in its folder what was saved last of that kind since the start. Failure `saved-gone`. */
  'saved.show': call(v.object({ kind: v.picklist(savedKinds) }))<void>(),

  /** Who may be meant, the best first. */
  'palette.find': call(PaletteQuery)<PaletteHit[]>(),
  'palette.open': call(nothing)<void>(),
  'palette.opening': call(nothing)<PaletteOpening>(),
  /** It is drawn, so many pixels high: it is shown, or becomes as high. */
  'palette.drawn': call(PaletteHeight)<void>(),
  /** Goes away; the program before has the keyboard again. */
  'palette.hide': call(nothing)<void>(),
  /** To the main window, which asks what has to be asked. */
  'palette.handOver': call(PaletteHandOver)<void>(),
  'palette.openWindow': call(nothing)<void>(),

  'desktop.state': call(nothing)<DesktopView>(),
  'desktop.startWithSystem': call(v.object({ on: v.boolean() }))<DesktopView>(),
  /** Makes the program the one that opens `tel:`, `callto:` and its own links. */
  'desktop.takeLinks': call(nothing)<DesktopView>(),

  /** What whoever helps needs to know, masked; to be read before it is saved. */
  'diagnostics.report': call(nothing)<{ text: string }>(),
  /** The report that was last shown, to where the person says. */
  'diagnostics.save': call(nothing)<{ saved: boolean }>(),

  'sync.state': call(nothing)<SyncView>(),
  /** The person wants to know now. */
  'sync.askNow': call(nothing)<void>(),
  'sync.pauseHistory': call(v.object({ paused: v.boolean() }))<void>(),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type Input<N extends CallName> = v.InferOutput<Calls[N]['input']>;
export type Output<N extends CallName> = Calls[N] extends { readonly output?: infer Out } ? Out : never;

export const callNames = Object.keys(calls) as CallName[];

/**
 * What rings somebody, hence has to name the account that it is meant for. Any other call may name one, and is then
 * refused, too, when another is at work.
 */
export const ringingCalls: readonly CallName[] = ['callbacks.order', 'palette.handOver'];

/** What the palette's window may ask; `alone`: and no other window. */
export const paletteCalls: Readonly<Partial<Record<CallName, 'alone' | 'too'>>> = {
  'palette.find': 'alone',
  'palette.opening': 'alone',
  'palette.drawn': 'alone',
  'palette.hide': 'alone',
  'palette.handOver': 'alone',
  'palette.openWindow': 'alone',
  'callbacks.order': 'too',
  'callbacks.cards': 'too',
  'settings.get': 'too',
  'settings.stepTextSize': 'too',
};
