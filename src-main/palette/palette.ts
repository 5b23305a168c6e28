import type { Cache } from '../cache/cache.ts';
import type { QueryResult } from '../cache/protocol.ts';
import { sortKey } from '../cache/search-text.ts';
import { byPlace, type Placed } from '../cache/search/contact-index.ts';
import { rankOf, searchable } from '../cache/search/rank.ts';
import { termsOf, type Terms } from '../cache/search/terms.ts';
import type { Member, PaletteHit, PaletteQuery, PhoneNumber, ReadNumber } from '../contract/model.ts';

type Found = QueryResult<'palette.find'>;

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

  /** The best first. A number that was typed as a whole comes before all, unless somebody is known to have it. */
  async find({ text, limit }: PaletteQuery): Promise<PaletteHit[]> {
    const { cache, members, displayNumber } = this.#options;
    const readings = termsOf(text);
    const found = await cache.run('palette.find', text, limit);
    const typed = this.#number(text);
    const ranked = [
      ...found.contacts.map((each) => this.#contact(each, readings)),
      ...members().flatMap((member) => colleague(member, readings)),
      ...found.clients.map(({ number, ...place }): PlacedHit => ({
        place,
        hit: { kind: 'client', number, display: displayNumber(number), lastAtMs: place.lastAtMs },
      })),
    ].sort((a, b) => byPlace(a.place, b.place));
    const hits = ranked.map(({ hit }) => hit).filter((hit) => !(typed && hit.kind === 'client' && isOf(hit, typed)));
    const own = typed && !hits.some((hit) => hit.kind !== 'client' && isOf(hit, typed)) ? [typed] : [];
    return [...own, ...hits].slice(0, limit);
  }

  #number(text: string): (PaletteHit & { kind: 'number' }) | null {
    const read = this.#options.readNumber(text);
    return read.kind === 'none' ? null : { kind: 'number', read };
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

function isOf(hit: PaletteHit, { read }: PaletteHit & { kind: 'number' }): boolean {
  if (hit.kind === 'colleague') return read.kind === 'extension' && read.extension === hit.extension;
  if (read.kind !== 'phone') return false;
  if (hit.kind === 'client') return hit.number === read.number;
  return hit.kind === 'contact' && hit.numbers.some(({ number }) => number === read.number);
}
