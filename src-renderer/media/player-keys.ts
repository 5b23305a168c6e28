import type { Player } from './player.svelte.ts';
import type { Playing } from './playing.svelte.ts';

const seekStepSeconds = 5;
const volumeStep = 0.05;

/** The player's own keys, while something in it has the focus; by the key's place, so that they work in any layout. */
export function playerKey(event: KeyboardEvent, player: Player, playing: Playing): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('[data-own-keys]')) return;
  // On a button it presses the button.
  if (event.code === 'Space' && target.closest('button')) return;
  const action = actions[event.code];
  if (!action) return;
  event.preventDefault();
  // The page has the same keys for whatever is played.
  event.stopPropagation();
  action(player, playing);
}

const actions: Readonly<Record<string, (player: Player, playing: Playing) => void>> = {
  Space: (player) => player.toggle(),
  ArrowLeft: (player) => player.skip(-seekStepSeconds),
  ArrowRight: (player) => player.skip(seekStepSeconds),
  Home: (player) => player.seek(0),
  End: (player) => player.seek(player.durationSeconds),
  ArrowUp: (_, playing) => playing.setVolume(playing.volume + volumeStep),
  ArrowDown: (_, playing) => playing.setVolume(playing.volume - volumeStep),
  BracketLeft: (_, playing) => playing.slower(),
  BracketRight: (_, playing) => playing.faster(),
};
