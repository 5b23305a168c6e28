import type { ErrorCode, Params } from '../../src-main/contract/errors.ts';
import { Failure } from '../../src-main/contract/errors.ts';
import type { Language } from '../../src-main/contract/model.ts';
import { en } from './en.ts';
import { Formats } from './formats.ts';
import { ru, type Messages } from './ru.ts';

const languages: Record<Language, Messages> = { ru, en };

/** The language in use; whatever reads `t` or `formats` follows a switch at once. */
export class I18n {
  language: Language = $state('ru');
  readonly t: Messages = $derived(languages[this.language]);
  readonly formats: Formats = $derived(new Formats(this.language, this.t.time));

  constructor(language: Language = 'ru') {
    this.language = language;
  }

  /** The sentence for a code of the contract; an unknown code is told as a defect. */
  sentence(code: string, params: Params = {}): string {
    const { errors } = this.t;
    return (errors[code as ErrorCode] ?? errors.internal)(params);
  }

  /** The sentence for whatever was thrown. */
  sentenceOf(error: unknown): string {
    return error instanceof Failure ? this.sentence(error.code, error.params) : this.sentence('internal');
  }

  /** Why there is no connection, in a few words for the status line. */
  briefly(code: string, params: Params = {}): string {
    if (code !== 'network') return this.sentence(code, params);
    const { network } = this.t;
    return network[String(params['reason']) as keyof typeof network] ?? network.other;
  }
}
