/** What is played now; keys anywhere on a page reach it. One recording at a time. */
export class Playing {
  /** Plays or pauses; false: there is no player on the page. */
  toggle(): boolean {
    return false;
  }

  skip(_seconds: number): void {
    return;
  }

  faster(): void {
    return;
  }

  slower(): void {
    return;
  }
}
