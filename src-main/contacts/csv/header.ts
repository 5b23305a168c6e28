import type { ImportField } from '../../contract/model.ts';
import { isOwnTitle } from '../skipped-texts.ts';

/*
 * What the columns are called by Outlook (Russian and English), Google (both its formats), 1C, Android's and iPhone's
 * exporters, Bitrix24, amoCRM, and by people who keep a table in Excel.
 */

/** Letters and digits only: «Телефон (раб.)» is `телефон раб`, `E-mail 1 - Value` is `e mail 1 value`. */
export const normal = (header: string) =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Looked at before all others: these sound like what is wanted, and are not. */
const others =
  /mail|почт|адрес|address|street|улиц|город|city|индекс|zip|postal|стран|country|region|област|район|сайт|web|веб|страниц|url|page|birth|рожд|day|дата|date|anniversar|инн|кпп|огрн|бик|счет|счёт|account|id|код |code|договор|заказ|номер пп|contract|phonetic|yomi|prefix|suffix|обращение|title|должност|отдел|department|manager|руковод|помощник|assistant|spouse|супруг|child|дети|hobby|gender|пол$|language|язык|photo|фото|relation|event|custom|im \d|messenger|skype|telegram|whatsapp|file as|nickname|псевдоним|short name|maiden|initials|инициалы|priority|sensitivity|keyword|mileage|billing|profession|location|occupation|subject|directory|type$|status|статус|^столбец \d|^column \d|источник|source|ответствен|создан|изменен|тег|tag/;

const fax = /факс|fax|pager|пейджер|telex|телекс|isdn|tty/;
const telephone =
  /тел|phone|моб|сотов|mobile|cell|номер|number|рабочий|домашний|iphone|^work|^home|primary|callback|^другой|^основной|^tel/;
const mobile = /моб|сотов|mobile|cell|переносн|iphone|личный/;
const work = /раб|служ|офис|организац|work|business|office|company/;
const home = /дом|home/;

const exact: Readonly<Record<string, ImportField>> = {
  ...of('name', [
    'фио',
    'ф и о',
    'полное имя',
    'имя и фамилия',
    'фамилия и имя',
    'имя фамилия',
    'фамилия имя',
    'фамилия имя отчество',
    'контакт',
    'контактное лицо',
    'клиент',
    'абонент',
    'сотрудник',
    'человек',
    'name',
    'full name',
    'fullname',
    'display name',
    'contact',
    'contact name',
    'contact person',
    'отображаемое имя',
  ]),
  ...of('given', ['имя', 'first name', 'firstname', 'given name', 'first']),
  ...of('middle', ['отчество', 'второе имя', 'middle name', 'additional name', 'middle']),
  ...of('family', ['фамилия', 'last name', 'lastname', 'family name', 'surname', 'last']),
  ...of('company', [
    'компания',
    'организация',
    'фирма',
    'предприятие',
    'контрагент',
    'наименование',
    'название компании',
    'название организации',
    'название',
    'место работы',
    'company',
    'company name',
    'organization',
    'organisation',
    'organization name',
    'organization 1 name',
    'employer',
  ]),
  ...of('note', [
    'заметка',
    'заметки',
    'примечание',
    'примечания',
    'комментарий',
    'комментарии',
    'описание',
    'дополнительная информация',
    'note',
    'notes',
    'comment',
    'comments',
    'description',
    'remark',
    'remarks',
  ]),
  ...of('favourite', [
    'избранное',
    'избранный',
    'в избранном',
    'favourite',
    'favorite',
    'favorites',
    'starred',
    'group membership',
    'labels',
    'ярлыки',
    'метки',
  ]),
};

function of(field: ImportField, headers: readonly string[]): Record<string, ImportField> {
  return Object.fromEntries(headers.map((header) => [header, field]));
}

const numberKind =
  /^(?:phone|телефон) \d+ (?:type|label|тип|вид)$|^(?:вид|тип)(?: телефона)?(?: \d+)?$|^(?:phone )?kind(?: \d+)?$/;

/** What a header says; null: nothing that is known. */
export function fieldOf(header: string): ImportField | null {
  const text = normal(header);
  if (text === '') return null;
  if (isOwnTitle(header)) return 'skip';
  if (Object.hasOwn(exact, text)) return exact[text] ?? null;
  if (numberKind.test(text)) return 'number-kind';
  // A fax has a number too; that it is no telephone is not said by any kind that contacts have.
  if (fax.test(text) && !/mail/.test(text)) return 'other';
  if (others.test(text)) return 'skip';
  if (!telephone.test(text)) return null;
  if (mobile.test(text)) return 'mobile';
  if (work.test(text)) return 'work';
  return home.test(text) ? 'home' : 'other';
}
