import { Failure } from '../contract/errors.ts';
import { atWork, type Environment } from '../sync/schedule.ts';
import type { RunningDemo } from './demo.ts';
import type { Session } from './session.ts';

/** The one session that is at work, with the exchange of the demo where it is that one's. */
export class AtWork {
  #session: Session | null = null;
  #demo: RunningDemo | null = null;
  #environment: Environment = atWork;

  /** Null: nothing is at work. */
  get session(): Session | null {
    return this.#session;
  }

  /** Starts work; nothing else may be at work. What fails leaves nothing open, the demo included. */
  async begin(opened: () => Promise<Session>, demo: RunningDemo | null): Promise<void> {
    this.#demo = demo;
    try {
      this.#session = await opened();
      await demo?.fill(this.#session);
      this.#session.sync.environment(this.#environment);
      await this.#session.start();
    } catch (error) {
      await this.end();
      throw error;
    }
  }

  /** Failure `import-busy`: half of a file would stay in a book that nobody looks at. */
  refuseWhileImporting(): void {
    if (this.#session?.contactImport.running) throw new Failure('import-busy');
  }

  /** Ends the work of somebody who may come back to it. Failure `import-busy`. */
  async leave(): Promise<void> {
    this.refuseWhileImporting();
    await this.end();
  }

  async end(): Promise<void> {
    const [session, demo] = [this.#session, this.#demo];
    this.#session = null;
    this.#demo = null;
    await session?.close();
    await demo?.stop();
  }

  /** What has become of the PC; a session that is opened later hears of it then. */
  environment(environment: Environment): void {
    this.#environment = environment;
    this.#session?.sync.environment(environment);
  }
}
