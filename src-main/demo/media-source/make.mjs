/**
 * Makes the ready-made files of the demo PBX in `resources/demo`: run it with Node from anywhere, after changing
 * `pages.mjs` or `sounds.ts`. It needs sox, lame, tiffcp and tiff2pdf on the path; the app and its tests need none of it.
 */
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { babble, SAMPLE_RATE, wavHeader } from '../sounds.ts';
import { documents, HEIGHT, svgPage, WIDTH } from './pages.mjs';

const target = fileURLToPath(new URL('../../../resources/demo/', import.meta.url));
mkdirSync(target, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'demo-media-'));
const at = (name) => join(work, name);
const run = (tool, ...args) => execFileSync(tool, args, { stdio: ['ignore', 'ignore', 'inherit'] });

/** An uncompressed, bilevel TIFF of one page; `step` 2 leaves out every second line, as a fax of coarse resolution does. */
function bilevelTiff(svg, step) {
  const { pixels } = new Resvg(svg, { font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans' } }).render();
  const rows = Math.floor(HEIGHT / step);
  const bytesPerRow = WIDTH / 8;
  const bits = Buffer.alloc(rows * bytesPerRow);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < WIDTH; x++) {
      if (pixels[(y * step * WIDTH + x) * 4] < 140) bits[y * bytesPerRow + (x >> 3)] |= 0x80 >> (x & 7);
    }
  }
  return Buffer.concat([tiffHead(rows, bits.length, 196 / step), bits]);
}

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;

/** Header and directory, with the pixels right behind them. White is zero, as faxes have it. */
function tiffHead(rows, length, dpiY) {
  const directoryAt = 8;
  const count = 12;
  const rationalsAt = directoryAt + 2 + count * 12 + 4;
  const dataAt = rationalsAt + 16;
  const entries = [
    [256, LONG, WIDTH],
    [257, LONG, rows],
    [258, SHORT, 1],
    [259, SHORT, 1],
    [262, SHORT, 0],
    [273, LONG, dataAt],
    [277, SHORT, 1],
    [278, LONG, rows],
    [279, LONG, length],
    [282, RATIONAL, rationalsAt],
    [283, RATIONAL, rationalsAt + 8],
    [296, SHORT, 2],
  ];
  const head = Buffer.alloc(dataAt);
  head.write('II*\0', 0, 'latin1');
  head.writeUInt32LE(directoryAt, 4);
  head.writeUInt16LE(count, directoryAt);
  for (const [index, [tag, type, value]] of entries.entries()) {
    const entryAt = directoryAt + 2 + index * 12;
    head.writeUInt16LE(tag, entryAt);
    head.writeUInt16LE(type, entryAt + 2);
    head.writeUInt32LE(1, entryAt + 4);
    if (type === SHORT) head.writeUInt16LE(value, entryAt + 8);
    else head.writeUInt32LE(value, entryAt + 8);
  }
  for (const [index, dpi] of [204, dpiY].entries()) {
    head.writeUInt32LE(dpi, rationalsAt + index * 8);
    head.writeUInt32LE(1, rationalsAt + index * 8 + 4);
  }
  return head;
}

/** Several pages into one file: `g4` as most do, `g3:2d` as old machines do. */
function fax(name, compression, step = 1) {
  const pages = documents[name].map((body, index) => {
    const file = at(`${name}-${index}.tiff`);
    writeFileSync(file, bilevelTiff(svgPage(body), step));
    return file;
  });
  const file = at(`${name}.tiff`);
  run('tiffcp', '-c', compression, ...pages, file);
  return file;
}

const keep = (from, name) => run('cp', from, join(target, name));

keep(fax('offer', 'g4'), 'offer.tiff');
keep(fax('invoice', 'g4'), 'invoice.tiff');
keep(fax('request', 'g3:2d', 2), 'request.tiff');
for (const name of ['contract', 'acts']) {
  // A fixed date and id, so that the same pages give the same file.
  run('tiff2pdf', '-e', '20250101000000', '-o', join(target, `${name}.pdf`), fax(name, 'g4'));
}

const samples = SAMPLE_RATE * 12;
writeFileSync(at('talk.wav'), Buffer.concat([wavHeader(samples), ...babble(samples, 7, 2)]));
// Without bit reservoir and without tags every frame stands alone, and the demo may repeat them for as long as it likes.
run(
  'lame',
  '--quiet',
  '-t',
  '--nores',
  '--noreplaygain',
  '-b',
  '16',
  '--cbr',
  '-m',
  'm',
  '--resample',
  '8',
  at('talk.wav'),
  join(target, 'talk.mp3'),
);
writeFileSync(at('message.wav'), Buffer.concat([wavHeader(samples), ...babble(samples, 3, 1)]));
run('sox', at('message.wav'), '-e', 'gsm-full-rate', join(target, 'message-gsm.wav'));
rmSync(work, { recursive: true });
