import type { Cache } from '../cache/cache.ts';
import type { QueryResult } from '../cache/protocol.ts';
import { sortKey } from '../cache/search-text.ts';
import { byPlace, type Placed } from '../cache/search/contact-index.ts';
import { rankOf, searchable } from '../cache/search/rank.ts';
import { termsOf, type Terms } from '../cache/search/terms.ts';
import type { Member, PaletteHit, PaletteQuery, PhoneNumber, ReadNumber } from '../contract/model.ts';

type Found = QueryResult<'palette.find'>;
type NumberHit = Extract<PaletteHit, { kind: 'number' }>;
/** A number understood as a whole. */
export type WholeNumber = NumberHit['read'];

interface PaletteOptions {
  cache: Pick<Cache, 'run'>;
  members(): readonly Member[];
  readNumber(written: string): ReadNumber;
  displayNumber(number: PhoneNumber): string;
}

interface PlacedHit {
  place: Placed;
  hit: PaletteHit;
}

/** Who may be meant by what is typed into the palette: contacts, colleagues, clients of the journal, the number itself. */
export class Palette {
  readonly #options: PaletteOptions;

  constructor(options: PaletteOptions) {
    this.#options = options;
  }

  /**
   * Takes in what contacts there are, and what has changed since, some at a time so that others are answered in between;
   * a search waits for what is left.
   */
  async prepare(): Promise<void> {
    while (await this.#options.cache.run('palette.prepare'));
  }

  /**
   * The best first. A number that was typed as a whole comes before all that only begins with it: as who is known to have
   * it, or by itself. `linked`: what a link names, of which the text is only how it is shown.
   */
  async find({ text, limit }: PaletteQuery, linked: WholeNumber | null = null): Promise<PaletteHit[]> {
    const { cache, members, readNumber, displayNumber } = this.#options;
    const read = linked ?? readNumber(text);
    const whole = read.kind === 'none' ? null : read;
    const sought = whole ? (whole.kind === 'phone' ? whole.number : whole.extension) : text;
    const readings = termsOf(sought);
    const found = await cache.run('palette.find', sought, limit);
    const hits = [
      ...found.contacts.map((each) => this.#contact(each, readings)),
      ...members().flatMap((member) => colleague(member, readings)),
      ...found.clients.map(({ number, ...place }): PlacedHit => ({
        place,
        hit: { kind: 'client', number, display: displayNumber(number), lastAtMs: place.lastAtMs },
      })),
    ]
      .sort((a, b) => byPlace(a.place, b.place))
      .map(({ hit }) => hit);
    return (whole ? this.#placed(whole, linked !== null, hits, limit) : hits).slice(0, limit);
  }

  #placed(whole: WholeNumber, linked: boolean, hits: readonly PaletteHit[], limit: number): PaletteHit[] {
    const others = hits.filter((hit) => !isOf(hit, whole));
    const same = hits.filter((hit) => hit.kind !== 'client' && isOf(hit, whole));
    if (same.length > 0) return [...same, ...others];
    const itself: NumberHit = { kind: 'number', read: whole };
    if (linked || this.#mayExist(whole)) return [itself, ...others];
    // Part of somebody's number, more likely. But clients without a name are as little meant, and their phone would ring.
    const [known, clients] = [others.filter(isKnown), others.filter((hit) => !isKnown(hit))];
    return [...known.slice(0, limit - 1), itself, ...clients];
  }

  /** An extension that none of the colleagues has, as soon as they are known, may be a group's at best. */
  #mayExist(whole: WholeNumber): boolean {
    const members = this.#options.members();
    return (
      whole.kind === 'phone' || members.length === 0 || members.some(({ extension }) => extension === whole.extension)
    );
  }

  #contact({ contact, numbersLastAtMs, ...place }: Found['contacts'][number], readings: readonly Terms[]): PlacedHit {
    const { id, name, company, favourite } = contact;
    const digits = readings.find((reading) => reading.digits !== null);
    const rank = (number: PhoneNumber) => (digits ? rankOf(searchable('', '', [number]), digits) : 0);
    const numbers = contact.numbers
      .map((each, index) => ({ each, rank: rank(each.number), lastAtMs: numbersLastAtMs[index] ?? 0 }))
      .sort((a, b) => (a.rank === b.rank ? b.lastAtMs - a.lastAtMs : a.rank - b.rank))
      .map(({ each }) => ({ ...each, display: this.#options.displayNumber(each.number) }));
    return { place, hit: { kind: 'contact', contactId: id, name, company, favourite, numbers } };
  }
}

/** Nobody calls himself, and who has no extension cannot be rung. */
function colleague({ name, extension, online, me }: Member, readings: readonly Terms[]): PlacedHit[] {
  if (me || extension === '' || readings.length === 0) return [];
  const who = searchable(name, '', [extension]);
  const rank = Math.min(...readings.map((reading) => rankOf(who, reading)));
  if (rank === Infinity) return [];
  const key = sortKey({ name, company: '', numbers: [extension] });
  const place = { rank, favourite: false, lastAtMs: 0, sortKey: key };
  return [{ place, hit: { kind: 'colleague', extension, name, online } }];
}

const isKnown = (hit: PaletteHit) => hit.kind !== 'client';

function isOf(hit: PaletteHit, whole: WholeNumber): boolean {
  if (hit.kind === 'colleague') return whole.kind === 'extension' && whole.extension === hit.extension;
  if (whole.kind !== 'phone') return false;
  if (hit.kind === 'client') return hit.number === whole.number;
  return hit.kind === 'contact' && hit.numbers.some(({ number }) => number === whole.number);
}
