import * as v from 'valibot';
import {
  ConnectForm,
  ContactForm,
  ContactQuery,
  HistoryQuery,
  Id,
  OrderCallback,
  PreferencesPatch,
  WrittenNumber,
  type AppView,
  type Callback,
  type Contact,
  type Page,
  type Person,
  type Preferences,
  type ReadNumber,
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
const ById = v.object({ id: Id });

export const calls = {
  'app.state': call(nothing)<AppView>(),
  /** Opens the repository's or the vendor's page in the browser, through the one gate to the outside. */
  'app.openOutside': call(v.object({ page: v.picklist(['vendor', 'help']) }))<void>(),

  /** Tries the key and tells who may sit at this PC. Stores nothing. */
  'account.check': call(ConnectForm)<{ people: Person[] }>(),
  /** Tries the key and, if it works, stores it and starts work. */
  'account.connect': call(ConnectForm)<void>(),
  'account.startDemo': call(nothing)<void>(),
  /** Back to the welcome window. For a real account the key is removed from the key store; its database stays. */
  'account.leave': call(nothing)<void>(),

  /** Opens what a passphrase closes; a locked key store is asked again. */
  'secrets.unlock': call(Passphrase)<void>(),
  /** Gives up what cannot be opened (it is moved aside) and goes back to the welcome window. */
  'secrets.startOver': call(nothing)<void>(),
  /** Keeps the keys under a passphrase, where there is no key store. */
  'secrets.protect': call(Passphrase)<void>(),

  'settings.get': call(nothing)<Preferences>(),
  'settings.set': call(PreferencesPatch)<Preferences>(),
  /** Sets the own outside number from what was written. */
  'settings.setOwnNumber': call(v.object({ written: WrittenNumber }))<Preferences>(),

  'numbers.read': call(v.object({ written: WrittenNumber }))<ReadNumber>(),

  'team.list': call(nothing)<TeamView>(),
  /** Presence is asked for only while somebody looks at it. */
  'team.watch': call(v.object({ seen: v.boolean() }))<void>(),

  'contacts.page': call(ContactQuery)<Page<Contact>>(),
  'contacts.add': call(ContactForm)<Contact>(),
  'contacts.edit': call(v.object({ id: Id, form: ContactForm }))<Contact>(),
  'contacts.remove': call(ById)<void>(),
  /** Takes back `contacts.remove`. */
  'contacts.restore': call(ById)<Contact>(),

  'callbacks.order': call(OrderCallback)<Callback>(),
  /** Only while it is `holding`. */
  'callbacks.cancel': call(ById)<Callback>(),
  /** The cards: what is open, and what ended and was not put away yet. Newest first. */
  'callbacks.cards': call(nothing)<Callback[]>(),
  'callbacks.dismiss': call(ById)<void>(),
  /** Everything ordered on this PC, newest first. */
  'callbacks.history': call(HistoryQuery)<Page<Callback>>(),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type Input<N extends CallName> = v.InferOutput<Calls[N]['input']>;
export type Output<N extends CallName> = Calls[N] extends { readonly output?: infer Out } ? Out : never;

export const callNames = Object.keys(calls) as CallName[];
