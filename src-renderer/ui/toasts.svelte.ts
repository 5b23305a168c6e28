export interface Toast {
  id: number;
  kind: 'info' | 'bad';
  text: string;
  action: { label: string; run: () => void } | null;
}

/** Short notices at the foot of the window; each leaves by itself, one with an action later. */
export class Toasts {
  shown: Toast[] = $state.raw([]);
  #next = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  say(text: string, action: Toast['action'] = null): void {
    this.#add({ id: this.#next, kind: 'info', text, action }, action ? 10_000 : 4_000);
  }

  complain(text: string): void {
    this.#add({ id: this.#next, kind: 'bad', text, action: null }, 10_000);
  }

  act(toast: Toast): void {
    this.remove(toast.id);
    toast.action?.run();
  }

  remove(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  #add(toast: Toast, stayMs: number): void {
    this.#next += 1;
    this.shown = [...this.shown.filter((other) => other.text !== toast.text), toast].slice(-3);
    this.#timers.set(
      toast.id,
      setTimeout(() => this.remove(toast.id), stayMs),
    );
  }
}
