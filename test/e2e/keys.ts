import type { Locator, Page } from '@playwright/test';
import { expect } from './sputnik.ts';

/** Nothing here touches the mouse, nor puts the focus anywhere by other means than keys. */
export class Keys {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Goes on with Tab until it is there: what a person can't reach so is out of reach. */
  async tabTo(target: Locator, by: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await target.waitFor();
    // A person sees a dialog before going on with the keys, and by then it has the focus.
    await expect.poll(() => this.#hasFocusAround(target)).toBe(true);
    for (let presses = 0; presses < 60; presses += 1) {
      if (await this.#isAt(target)) return;
      await this.press(by);
      await this.seen();
    }
    throw new Error(`Tab never came to ${String(target)}`);
  }

  /** The focus is on something, and is drawn. */
  async seen(): Promise<void> {
    await expect
      .poll(() =>
        this.page.evaluate(() => {
          const at = document.activeElement;
          if (!at || at === document.body) return 'nowhere';
          const { outlineStyle, outlineWidth } = getComputedStyle(at);
          const marked = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
          return marked && at.checkVisibility() ? 'seen' : `not seen: ${at.outerHTML.slice(0, 200)}`;
        }),
      )
      .toBe('seen');
  }

  #hasFocusAround(target: Locator): Promise<boolean> {
    return target.evaluate((element) => {
      const overlay = element.closest('[role="menu"], [role="dialog"], [role="alertdialog"]');
      return overlay?.contains(document.activeElement) ?? true;
    });
  }

  #isAt(target: Locator): Promise<boolean> {
    return target.evaluate((element) => element === document.activeElement);
  }
}
