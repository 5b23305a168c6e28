export interface Toast {
  id: number;
  kind: 'info' | 'bad';
  text: string;
  action: { label: string; run: () => void } | null;
  /** Only the latest on a topic is shown; empty: it stands for itself. */
  topic: string;
}

/** Short notices at the foot of the window; each leaves by itself, one with an action later. */
export class Toasts {
  shown: Toast[] = $state.raw([]);
  #next = 1;
  #held = false;

  say(text: string, action: Toast['action'] = null, topic = ''): void {
    this.#add({ id: this.#next, kind: 'info', text, action, topic }, action ? 10_000 : 4_000);
  }

  complain(text: string): void {
    this.#add({ id: this.#next, kind: 'bad', text, action: null, topic: '' }, 10_000);
  }

  act(toast: Toast): void {
    this.remove(toast.id);
    toast.action?.run();
  }

  remove(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
    if (this.shown.length === 0) this.#held = false;
  }

  /** While somebody points at them or is about to use their buttons, nothing leaves. */
  hold(held: boolean): void {
    this.#held = held;
  }

  #add(toast: Toast, stayMs: number): void {
    this.#next += 1;
    const replaced = ({ text, topic }: Toast) => text === toast.text || (topic !== '' && topic === toast.topic);
    this.shown = [...this.shown.filter((other) => !replaced(other)), toast].slice(-3);
    this.#leaveIn(toast.id, stayMs);
  }

  #leaveIn(id: number, ms: number): void {
    const leave = () => (this.#held ? this.#leaveIn(id, 2000) : this.remove(id));
    setTimeout(leave, ms);
  }
}
