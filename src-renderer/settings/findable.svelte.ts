import { createContext, untrack } from 'svelte';
import { useDesk } from '../context.ts';
import type { SectionName } from './settings-view.svelte.ts';

interface Section {
  readonly name: SectionName;
  readonly title: string;
}

const [useSection, setSection] = createContext<Section>();
export { setSection };

/** For a component of the settings: whether what it shows is among what is looked for. */
export function findable(texts: () => readonly string[]): { readonly shown: boolean } {
  const { settings } = useDesk();
  const section = useSection();
  const item = { section: section.name, texts: () => [section.title, ...texts()] };
  $effect(() => {
    const remove = untrack(() => settings.add(item));
    return () => untrack(remove);
  });
  return {
    get shown() {
      return settings.finds(item);
    },
  };
}
