import { expect, it } from 'vitest';
import { withoutOurLinks } from '../../../src-main/desktop/link-defaults.ts';

const types = ['x-scheme-handler/tel', 'x-scheme-handler/callto'];

it('takes this program out of who opens links, and leaves the rest of the list as it is', () => {
  const list = `# mine
[Default Applications]
x-scheme-handler/tel=vats-sputnik.desktop
x-scheme-handler/callto = other.desktop;vats-sputnik.desktop;
x-scheme-handler/mailto=vats-sputnik.desktop
text/html=firefox.desktop;

[Added Associations]
x-scheme-handler/tel=other.desktop;
`;
  expect(withoutOurLinks(list, types)).toBe(`# mine
[Default Applications]
x-scheme-handler/callto=other.desktop;
x-scheme-handler/mailto=vats-sputnik.desktop
text/html=firefox.desktop;

[Added Associations]
x-scheme-handler/tel=other.desktop;
`);
});
