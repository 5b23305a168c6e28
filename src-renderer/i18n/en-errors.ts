import type { ErrorCode, Params } from '../../src-main/contract/errors.ts';

const network: Record<string, string> = {
  refused: 'The PBX’s server does not answer. Try later; if it never has, check the API address.',
  dns: 'The PBX’s server was not found. Check your internet connection; if it never was, check the API address, too.',
  timeout: 'The PBX did not answer in time. Check your internet connection and try again a little later.',
  tls: 'No secure connection could be made. Check the date of this computer; if it is right, show this to your administrator.',
  reset: 'The connection to the PBX broke. Try again.',
  offline: 'This computer is not on a network. Check the cable or Wi-Fi and try again.',
  proxy: 'The proxy does not answer. Check its address in the settings or ask your administrator.',
  'proxy-auth': 'The proxy wants a name and password. Enter them in the settings, under “Proxy”.',
  'proxy-denied': 'The proxy does not let us through to the PBX. Show this message to your network’s administrator.',
  'proxy-kind':
    'The system names a proxy of a kind that Sputnik does not speak. Enter an HTTP proxy in the settings or ask your administrator.',
  other: 'The PBX could not be reached. Check your internet connection and try again.',
};

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
/** “12 March, 14:05”, on this PC's clock. */
const moment = (atMs: number) => `${day.format(atMs)}, ${time.format(atMs)}`;

export const errors: Record<ErrorCode, (params: Params) => string> = {
  'bad-signature': () => 'The key does not fit. Copy the API key from the web cabinet again, all of it.',
  'unknown-domain': () => 'The PBX does not know this domain. Compare it with the web cabinet: letters, dots, hyphens.',
  'unknown-action': () =>
    'The PBX does not understand this command. The API address may be wrong or the PBX too old: ask your administrator.',
  'unknown-task': () => 'The PBX found no such task. It may have been deleted.',
  'bad-parameter': ({ name }) =>
    name
      ? `The PBX refused the parameter ${name}. Check what you typed or show this to your administrator.`
      : 'The PBX refused what was typed. Check it and try again.',
  'server-message': ({ text }) =>
    text
      ? `The PBX answered: “${text}”. Try later or ask your administrator.`
      : 'The PBX refused without a reason. Try later.',
  'bad-answer': () => 'What answers at this address is not the VATS API. Check the API address.',
  'http-status': ({ status }) =>
    `The server answered with an error${status ? ` ${status}` : ''}. Check the API address; if it is right, try later.`,
  network: ({ reason }) => network[String(reason)] ?? network['other'] ?? '',

  'proxy-invalid': () => 'Enter the proxy’s address with its port, such as proxy.company.com:3128.',
  'number-empty': () => 'Type a number.',
  'number-impossible': () =>
    'There is no such number. Check the digits: with the area or operator code, for example +7\u00a0495\u00a0123-45-67.',
  'number-emergency': () =>
    'Emergency services cannot be reached by a callback: the PBX rings you first, which costs time. Dial them directly on a phone.',
  'number-extension': () => 'This is an extension; an outside number is needed here: with an area code, or a mobile.',
  'extension-length': () => 'An extension has 3 to 20 digits. Check how many yours has.',
  'own-number-missing': () =>
    'To call a colleague, give your outside number: the PBX connects an extension only with an outside number.',
  'address-invalid': () => 'This does not look like an address. It has to begin with https:// and contain no blanks.',
  'address-insecure': () =>
    'Over http the key and numbers would travel in the open. Give an address that begins with https://.',
  'domain-empty': () => 'Type the VATS domain. It is in the web cabinet, for example company.vats.ru.',
  'domain-invalid': () => 'A domain is written without https:// and blanks, for example company.vats.ru.',
  'key-empty': () => 'Type the API key. It is in the VATS web cabinet.',
  'key-blanks': () => 'There are blanks inside the key. Copy it again, without anything extra.',
  'zone-invalid': () => 'There is no such time zone. Write it like Europe/Moscow or Asia/Vladivostok.',
  'contact-empty': () => 'Give a name, a company or at least one number.',
  'text-too-long': () => 'The text is too long. Shorten it.',

  'import-unreadable': () => 'The file cannot be read. Check that it is there and that you may open it.',
  'import-workbook': () => 'This is an Excel workbook. Open it in Excel, save it as “CSV UTF-8”, and choose that file.',
  'import-not-text': () => 'This is not a file of contacts. CSV (.csv, .txt) and vCard (.vcf) will do.',
  'import-empty': () => 'There is not a single contact in the file.',
  'import-too-large': ({ limitMb }) =>
    `The file is too large${limitMb ? `: more than ${limitMb} MB` : ''}. Split it up.`,
  'import-rows-max': ({ limit }) => `Too many contacts in the file${limit ? `: more than ${limit}` : ''}. Split it up.`,
  'import-row-too-long': ({ line }) =>
    `Line${line ? ` ${line}` : ''} is too long: most likely a quotation mark is not closed or the separator is another one.`,
  'import-changed': () => 'The file was changed while it was open. Choose it again.',
  'import-busy': () => 'An import is already running. Wait for its end or stop it.',
  'merge-too-much': () => 'Together these contacts have too many numbers or too long a note. Shorten them first.',
  'merge-stale': () => 'The contacts were changed since, so they can no longer be taken apart.',

  'link-foreign': () => 'This link is not for calling. Links with tel:, callto: and vats-sputnik://call are.',
  'link-several': () => 'The link holds several numbers. Type the one you want.',
  'link-code': () =>
    'The link holds a service code or tones beside the number. Sputnik does not dial these: type the number yourself.',
  'export-busy': () => 'The export before is still running. Wait for its end, or stop it.',
  'export-too-long': ({ rows, limit }) =>
    limit === undefined || rows === undefined
      ? 'There are more records than an Excel sheet holds. Narrow the filter, or choose CSV.'
      : `An Excel sheet holds ${String(limit)} rows, and there are ${String(rows)} records. Narrow the filter, or choose CSV.`,
  'saved-gone': () => 'This file is no longer there: it was moved, renamed or deleted.',
  'folder-not-writable': () => 'This folder cannot be written to. Choose another.',

  'order-repeated': () => 'You ordered this call just now.',
  'order-not-cancellable': () => 'Too late to cancel: the order has gone to the PBX.',
  'order-not-changeable': () =>
    'It is too late to change it: the PBX has the order. It can be cancelled in the PBX’s cabinet.',
  'time-past': () => 'That time is over. Choose another one.',
  'time-too-far': () => 'A call cannot be ordered that far ahead: choose a day within the next 30 days.',

  'account-changed': () => 'This was left from another account: nothing was done here. Press again if you need it.',
  'no-account': () => 'No VATS is connected. Connect one to make calls.',
  'key-missing': () => 'The API key is no longer on this computer. Connect the VATS again.',
  'key-store-locked': () => 'The system’s key store is locked. Unlock it and try again.',
  'passphrase-wrong': () => 'Wrong passphrase. Check the keyboard layout and Caps Lock.',
  'passphrase-weak': () => 'Too simple. Use at least 8 characters, better three or four words.',

  'cache-newer': () => 'The database was made by a newer Sputnik. Update the app: the database was not touched.',
  'cache-corrupt': ({ restoredMs }) =>
    typeof restoredMs === 'number'
      ? `The database was damaged. It was put aside and a new one begun; contacts, notes and marks were restored from the copy of ${moment(restoredMs)}. Calls and messages will be loaded from the PBX.`
      : 'The database was damaged. It was put aside and a new one begun; contacts were restored from the last copy, if there was one.',
  'cache-readonly': () =>
    'The app’s folder cannot be written to: changes will not be kept. Check its permissions or ask your administrator.',
  'cache-full': () => 'The disk is full: changes are not being kept. Free some space and try again.',
  'cache-key-wrong': () =>
    'The former database cannot be opened: its key is lost. It was put aside and a new one begun.',
  'cache-missing': ({ restoredMs }) =>
    `The database file was not in its place. Contacts, notes and marks were restored${typeof restoredMs === 'number' ? ` from the copy of ${moment(restoredMs)}` : ''}. Calls and messages will be loaded from the PBX.`,
  'cache-closed': () =>
    'The database was out of reach for a moment. Try again; if that does not help, restart Sputnik.',

  'file-untrusted': ({ host, allowable }) =>
    `The link to this file does not lead to your PBX${host ? ` but to ${host}` : ''}. It was not opened. ${allowable ? 'If you know that your PBX keeps files there, allow this server.' : 'If that server is yours, ask your administrator to allow it.'}`,
  'file-gone': () => 'The PBX no longer has this file: its time of keeping may have run out.',
  'file-too-large': ({ limitMb }) =>
    `The file is too large${limitMb ? `: more than ${limitMb} MB` : ''}. Download it in the VATS web cabinet.`,
  'file-web-page': () =>
    'A web page came in place of the file: the link seems to be good no more. Try later; if it happens again, tell your administrator.',
  'file-unknown-type': () =>
    'What the link leads to is neither a recording nor a fax. Try later; if it happens again, tell your administrator.',
  'file-unplayable': ({ format }) =>
    `Sputnik cannot play this format${format ? ` (${format})` : ''}. Save the file and open it with another program.`,
  'file-damaged': () => 'The file is damaged. Download it in the VATS web cabinet or ask your administrator.',
  'file-not-saved': () =>
    'The file could not be written to the disk. Free some space or check the permissions of the app’s folder, then try again.',

  'settings-broken': ({ file }) =>
    `The settings file was damaged: defaults are in use.${file ? ` The former file was kept as ${file}.` : ''}`,
  'settings-repaired': ({ fields }) =>
    `Some settings were damaged and are defaults now${fields ? `: ${fields}` : ''}. Check them under “Settings”.`,
  'settings-unreadable': () =>
    'The settings file cannot be read: defaults are in use and will not be kept after quitting. Check the permissions of the app’s folder.',
  'settings-not-saved': () =>
    'The settings could not be written to disk. Check free space and the permissions of the app’s folder.',
  'secrets-broken': ({ file }) =>
    `The file with the key was damaged.${file ? ` It was put aside as ${file}.` : ''} Connect the VATS again.`,
  'secrets-not-saved': () =>
    'The key could not be written to the disk. Free some space or check the rights of the program’s folder, then try again.',
  'secrets-newer': () =>
    'The file with the key was written by a newer Sputnik. Update the app, or connect anew: the former file stays where it is.',
  'secrets-unreadable': () =>
    'The file with the key cannot be read. Check the permissions of the app’s folder, or connect anew.',

  'policy-locked': () => 'The administrator has set this; it cannot be changed here.',
  'policy-demo': () => 'The administrator has switched the demo off on this computer.',
  'policy-one-account': () => 'The administrator allows one VATS only on this computer.',
  'policy-account': () =>
    'The administrator has set another VATS or another API address for this computer. Enter the key again.',
  'policy-untrusted': ({ file }) =>
    `The administrator’s policy is not in force: not only an administrator can change ${file ? `the file ${file} or its folder` : 'its file'}. Show this message to the administrator.`,
  'policy-unreadable': ({ file }) =>
    `The administrator’s policy is not in force: the file${file ? ` ${file}` : ''} cannot be read. Show this message to the administrator.`,
  'policy-broken': ({ file }) =>
    `The administrator’s policy is not in force: the file${file ? ` ${file}` : ''} is not JSON. Show this message to the administrator.`,
  'policy-fields': ({ fields, file }) =>
    `Some fields of the policy file${file ? ` ${file}` : ''} are not understood${fields ? `: ${fields}` : ''}. The others are in force. Show this message to the administrator.`,
  'policy-secret': ({ fields, file }) =>
    `Everybody can read the policy file${file ? ` ${file}` : ''}, so no key or password belongs there${fields ? `: ${fields}` : ''}. Show this message to the administrator: the field has to go, and the key be changed.`,

  'shortcut-taken': () => 'Another program has the keys of the palette. Choose others in the settings.',
  'shortcut-unknown': () => 'The system does not know the keys of the palette. Choose others in the settings.',
  'system-refused': () => 'The system did not take this setting. Perhaps only an administrator may change it.',
  'foreign-sender': () => 'The request was refused: it did not come from Sputnik’s own window.',
  'unknown-call': () => 'The window and the app are of different versions. Restart Sputnik.',
  'bad-input': () => 'What was typed does not fit. Check it and try again.',
  'not-found': () => 'It is no longer there: perhaps it was deleted.',
  internal: () => 'Something broke on our side. Try again; if it happens again, restart Sputnik.',
};
