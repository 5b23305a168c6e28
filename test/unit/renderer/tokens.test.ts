import fs from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = fs.readFileSync(new URL('../../../src-renderer/styles/tokens.css', import.meta.url), 'utf8');

/** Every colour token, in both themes. */
function themes(): { light: Map<string, string>; dark: Map<string, string> } {
  const light = new Map<string, string>();
  const dark = new Map<string, string>();
  for (const [, name = '', one = '', other = one] of css.matchAll(
    /--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6})\))?;/g,
  )) {
    light.set(name, one);
    dark.set(name, other);
  }
  return { light, dark };
}

/** WCAG 2.2, «relative luminance» and «contrast ratio». */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected'];
const texts: [string, string[]][] = [
  ['text', grounds],
  ['text-muted', grounds],
  ['text-faint', ['canvas', 'surface', 'raised', 'sunken']],
  ['good', ['canvas', 'surface', 'raised', 'hover', 'good-soft']],
  ['bad', ['canvas', 'surface', 'raised', 'hover', 'selected', 'bad-soft']],
  ['busy', ['canvas', 'surface', 'raised', 'hover', 'selected', 'busy-soft']],
  ['on-accent', ['accent', 'accent-hover', 'accent-press']],
  ['on-accent-soft', ['accent-soft', 'accent-soft-hover']],
  ['on-bad', ['bad', 'bad-hover']],
  ['on-avatar', ['avatar-0', 'avatar-1', 'avatar-2', 'avatar-3', 'avatar-4', 'avatar-5']],
  ['night-text', ['night', 'night-deep', 'night-raised']],
  ['night-muted', ['night', 'night-deep', 'night-raised']],
  ['night-bad', ['night']],
  ['satellite', ['night', 'night-deep', 'night-raised']],
];
const shapes: [string, string[]][] = [
  ['line-strong', ['surface', 'canvas', 'raised']],
  ['focus', grounds],
  ['online', ['surface', 'hover']],
  ['offline', ['surface', 'hover']],
];

describe.each(Object.entries(themes()))('in the %s theme', (_theme, colours) => {
  const of = (name: string) => {
    const colour = colours.get(name);
    if (!colour) throw new Error(`no token ${name}`);
    return colour;
  };

  it.each(texts.flatMap(([text, on]) => on.map((ground) => [text, ground] as const)))(
    '%s can be read on %s (4.5 : 1)',
    (text, ground) => expect(contrast(of(text), of(ground))).toBeGreaterThanOrEqual(4.5),
  );

  it.each(shapes.flatMap(([shape, on]) => on.map((ground) => [shape, ground] as const)))(
    '%s can be seen on %s (3 : 1)',
    (shape, ground) => expect(contrast(of(shape), of(ground))).toBeGreaterThanOrEqual(3),
  );
});
