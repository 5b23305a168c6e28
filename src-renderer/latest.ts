/**
 * Answers may come back in another order than asked, and *changed* events in bursts: only the answer to the latest
 * question counts.
 */
export class Latest {
  #asked = 0;

  /** Hands the answer to `use`, unless something newer was asked meanwhile; tells whether it did. */
  async take<T>(question: () => Promise<T>, use: (answer: T) => void): Promise<boolean> {
    this.#asked += 1;
    const mine = this.#asked;
    const answer = await question();
    if (mine !== this.#asked) return false;
    use(answer);
    return true;
  }

  /** What is still on its way no longer counts. */
  drop(): void {
    this.#asked += 1;
  }
}
