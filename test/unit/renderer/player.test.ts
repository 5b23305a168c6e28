import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src-main/contract/errors.ts';
import type { MediaProgress, MediaView } from '../../../src-main/contract/model.ts';
import { Player, type Sound } from '../../../src-renderer/media/player.svelte.ts';
import { Playing } from '../../../src-renderer/media/playing.svelte.ts';
import { fakeBridge, refuse, settled } from './fake-bridge.ts';
import { pending } from './pending.ts';

/** Plays what it is given in no time; tells what a real one tells. */
class FakeSound extends EventTarget {
  src = '';
  currentTime = 0;
  duration = NaN;
  paused = true;
  playbackRate = 1;
  volume = 1;
  muted = false;

  play(): Promise<void> {
    this.paused = false;
    return Promise.resolve();
  }

  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }

  tell(event: string, changes: Partial<FakeSound> = {}): void {
    Object.assign(this, changes);
    this.dispatchEvent(new Event(event));
  }
}

const recording: MediaView = { of: 'sound', type: 'audio/mpeg', sizeBytes: 1000 };

function memory(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  };
}

function desk(answers: Parameters<typeof fakeBridge>[0] = {}, remembered = memory()) {
  const main = fakeBridge({ 'media.fetch': () => recording, 'media.cancel': () => undefined, ...answers });
  const playing = new Playing(remembered);
  const sounds: FakeSound[] = [];
  const player = (mediaId = 'call~1') =>
    new Player({
      mediaId,
      durationSeconds: 60,
      ask: main.ask,
      listen: main.listen,
      playing,
      newSound: () => {
        const sound = new FakeSound();
        sounds.push(sound);
        return sound as unknown as Sound;
      },
      shapeOf: () => Promise.resolve([0, 1]),
    });
  return { main, playing, sounds, player };
}

describe('a recording', () => {
  it('is fetched when it is first played, and then plays', async () => {
    const { main, sounds, player } = desk();
    const first = player();
    expect(main.inputsOf('media.fetch')).toEqual([]);
    await first.play();
    expect(sounds[0]).toMatchObject({ src: 'sputnik-media://recording/call~1', paused: false });
    expect(first).toMatchObject({ playing: true, ready: true, peaks: [0, 1] });
    first.pause();
    await first.play();
    expect(main.inputsOf('media.fetch')).toHaveLength(1);
  });

  it('that is paused while it is on its way does not begin to play by itself', async () => {
    const fetched = pending<MediaView>();
    const { sounds, player } = desk({ 'media.fetch': () => fetched.promise });
    const waiting = player();
    const played = waiting.play();
    expect(waiting).toMatchObject({ playing: true, file: { busy: true } });
    waiting.toggle();
    fetched.resolve(recording);
    await played;
    expect(waiting).toMatchObject({ playing: false, ready: true });
    expect(sounds[0]?.paused).toBe(true);
  });

  it('tells how much of it has come', async () => {
    const fetched = pending<MediaView>();
    let progress: MediaProgress | null = null;
    const { main, player } = desk({ 'media.fetch': () => fetched.promise, 'media.progress': () => progress });
    const waiting = player();
    const played = waiting.play();
    progress = { receivedBytes: 10, totalBytes: 100 };
    main.emit({ type: 'changed', topic: 'media', ids: ['another'] });
    await settled();
    expect(waiting.file.progress).toBeNull();
    main.emit({ type: 'changed', topic: 'media', ids: ['call~1'] });
    await settled();
    expect(waiting.file.progress).toEqual({ receivedBytes: 10, totalBytes: 100 });
    fetched.resolve(recording);
    await played;
  });

  it('can be given up on its way: nothing is complained of, and the next click begins anew', async () => {
    let fetched = pending<MediaView>();
    const { main, player } = desk({
      'media.fetch': () => fetched.promise,
      'media.cancel': () => fetched.reject(new Failure('network', { params: { reason: 'aborted' } })),
    });
    const waiting = player();
    const played = waiting.play();
    waiting.cancel();
    await played;
    expect(waiting).toMatchObject({ playing: false, error: null, file: { busy: false } });
    fetched = pending();
    const again = waiting.play();
    fetched.resolve(recording);
    await again;
    expect(waiting.playing).toBe(true);
    expect(main.inputsOf('media.fetch')).toHaveLength(2);
  });

  it('that cannot be fetched says why, and is tried again', async () => {
    let answer: () => MediaView = refuse('file-gone');
    const { player } = desk({ 'media.fetch': () => answer() });
    const gone = player();
    await gone.play();
    expect(gone).toMatchObject({ playing: false, error: { code: 'file-gone' } });
    answer = () => recording;
    await gone.play();
    expect(gone).toMatchObject({ playing: true, error: null });
  });

  it('that the engine cannot play is told as such, unless main knows better', async () => {
    let answer: () => MediaView = () => recording;
    const { sounds, player } = desk({ 'media.fetch': () => answer() });
    const broken = player();
    await broken.play();
    sounds[0]?.tell('error');
    await settled();
    expect(broken).toMatchObject({ playing: false, ready: false, error: { code: 'file-unplayable' } });
    await broken.play();
    expect(sounds).toHaveLength(2);
    answer = refuse('network', { reason: 'refused' });
    sounds[1]?.tell('error');
    await settled();
    expect(broken.error).toMatchObject({ code: 'network' });
  });

  it('is sought within its bounds, by the length that the sound itself tells', async () => {
    const { sounds, player } = desk();
    const sought = player();
    sought.seek(10);
    expect(sought.positionSeconds).toBe(0);
    await sought.play();
    sounds[0]?.tell('durationchange', { duration: 30 });
    sought.seek(99);
    expect(sought).toMatchObject({ durationSeconds: 30, positionSeconds: 30 });
    sought.skip(-5);
    expect(sounds[0]?.currentTime).toBe(25);
    sought.skip(-50);
    expect(sought.positionSeconds).toBe(0);
    sounds[0]?.tell('durationchange', { duration: Infinity });
    expect(sought.durationSeconds).toBe(30);
  });

  it('begins from the start once it has ended', async () => {
    const { sounds, player } = desk();
    const ended = player();
    await ended.play();
    sounds[0]?.tell('durationchange', { duration: 30, currentTime: 30, paused: true });
    sounds[0]?.tell('ended');
    expect(ended).toMatchObject({ playing: false, positionSeconds: 30 });
    await ended.play();
    expect(sounds[0]).toMatchObject({ currentTime: 0, paused: false });
  });

  it('is silent when its place is left, and nobody listens for it any more', async () => {
    const { main, playing, sounds, player } = desk();
    const left = player();
    await left.play();
    left.close();
    expect(sounds[0]).toMatchObject({ paused: true, src: '' });
    expect(main.listening()).toBe(0);
    expect(playing.toggle()).toBe(false);
  });

  it('is saved once at a time; the person may change his mind', async () => {
    const saved = pending<{ saved: boolean }>();
    const { main, player } = desk({ 'media.save': () => saved.promise });
    const { file } = player();
    const first = file.save();
    expect(await file.save()).toBe(false);
    saved.resolve({ saved: true });
    expect(await first).toBe(true);
    expect(main.inputsOf('media.save')).toHaveLength(1);
  });
});

describe('what is played', () => {
  it('is one at a time', async () => {
    const { playing, sounds, player } = desk();
    const [first, second] = [player('a'), player('b')];
    await first.play();
    await second.play();
    expect([first.playing, second.playing]).toEqual([false, true]);
    expect(sounds.map(({ paused }) => paused)).toEqual([true, false]);
    expect(playing.toggle()).toBe(true);
    expect(second.playing).toBe(false);
    playing.toggle();
    await settled();
    expect([first.playing, second.playing]).toEqual([false, true]);
  });

  it('is reached by keys anywhere on the page; without a player they do nothing', async () => {
    const { playing, sounds, player } = desk();
    expect(playing.toggle()).toBe(false);
    playing.skip(5);
    const only = player();
    expect(playing.toggle()).toBe(true);
    await settled();
    playing.skip(5);
    expect(only.positionSeconds).toBe(5);
    expect(sounds[0]?.currentTime).toBe(5);
  });

  it('goes at one of six speeds, also the next recording', async () => {
    const { playing, sounds, player } = desk();
    await player('a').play();
    const told: number[] = [];
    for (let step = 0; step < 5; step += 1) {
      playing.faster();
      told.push(playing.speed);
    }
    expect(told).toEqual([1.25, 1.5, 1.75, 2, 2]);
    expect(sounds[0]?.playbackRate).toBe(2);
    for (let step = 0; step < 6; step += 1) playing.slower();
    expect(playing.speed).toBe(0.75);
    await player('b').play();
    expect(sounds[1]?.playbackRate).toBe(0.75);
  });

  it('is as loud as it was the last time on this PC', async () => {
    const remembered = memory();
    const { playing, sounds, player } = desk({}, remembered);
    await player().play();
    playing.setVolume(0.333);
    playing.toggleMute();
    expect(sounds[0]).toMatchObject({ volume: 0.33, muted: true });
    playing.setVolume(1.7);
    expect(sounds[0]).toMatchObject({ volume: 1, muted: false });
    playing.setVolume(0.4);
    expect(new Playing(memory(remembered.kept)).volume).toBe(0.4);
    for (const nonsense of ['loud', '7', '-1'])
      expect(new Playing(memory({ 'player.volume': nonsense })).volume).toBe(1);
  });

  it('stops with the account', async () => {
    const { playing, sounds, player } = desk();
    await player().play();
    playing.close();
    expect(sounds[0]?.paused).toBe(true);
  });
});
