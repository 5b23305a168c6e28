// Renders the icons of the app and of the tray from their SVG sources, which lie beside what is made of them.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const resources = fileURLToPath(new URL('../resources', import.meta.url));
const icons = path.join(resources, 'icons');
const tray = path.join(resources, 'tray');

/** Up to this size the bolder drawing is used: fewer, thicker strokes. */
const smallestDetailed = 48;
const appSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

/** @param {string} svg @param {number} width */
const png = (svg, width) => new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render().asPng();

/** @param {string} folder @param {string} name */
const source = (folder, name) => fs.readFileSync(path.join(folder, `${name}.svg`), 'utf8');

const detailed = source(icons, 'icon');
const small = source(icons, 'icon-small');
const appPng = (/** @type {number} */ size) => png(size < smallestDetailed ? small : detailed, size);

for (const size of appSizes) fs.writeFileSync(path.join(icons, `${size}x${size}.png`), appPng(size));
fs.writeFileSync(path.join(icons, 'icon.png'), appPng(512));
fs.writeFileSync(path.join(icons, 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256], appPng));
fs.writeFileSync(
  path.join(icons, 'icon.icns'),
  icns({
    icp4: 16,
    icp5: 32,
    ic11: 32,
    icp6: 64,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  }),
);

for (const file of fs.readdirSync(tray).filter((name) => name.endsWith('.svg'))) {
  const state = path.basename(file, '.svg');
  const svg = source(tray, state);
  // Laid over the taskbar's button on Windows.
  if (state === 'badge') {
    fs.writeFileSync(path.join(tray, 'badge.png'), png(svg, 16));
    fs.writeFileSync(path.join(tray, 'badge@2x.png'), png(svg, 32));
    continue;
  }
  const windows = ico([16, 20, 24, 32, 40, 48, 64], (size) => png(svg, size));
  fs.writeFileSync(path.join(tray, `${state}.ico`), windows);
  // macOS colours a template image itself and looks at nothing but its alpha.
  const template = svg.replace(/#[0-9a-f]{6}/gi, '#000000');
  for (const [scale, suffix] of /** @type {const} */ ([
    [1, ''],
    [2, '@2x'],
  ])) {
    fs.writeFileSync(path.join(tray, `${state}${suffix}.png`), png(svg, 22 * scale));
    fs.writeFileSync(path.join(tray, `${state}Template${suffix}.png`), png(template, 18 * scale));
  }
}

/**
 * An .ico of PNG images, as Windows reads it since Vista.
 * @param {number[]} sizes
 * @param {(size: number) => Buffer} draw
 */
function ico(sizes, draw) {
  const images = sizes.map(draw);
  const entryBytes = 16;
  const head = Buffer.alloc(6 + entryBytes * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach((image, index) => {
    const at = 6 + entryBytes * index;
    const size = sizes[index] ?? 0;
    head.writeUInt8(size % 256, at); // 0 stands for 256
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([head, ...images]);
}

/**
 * An .icns of PNG images: a list of blocks, each with its type and length.
 * @param {Record<string, number>} types
 */
function icns(types) {
  const blocks = Object.entries(types).map(([type, size]) => block(type, appPng(size)));
  return block('icns', Buffer.concat(blocks));
}

/** @param {string} type @param {Buffer} content */
function block(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + head.length, 4);
  return Buffer.concat([head, content]);
}
