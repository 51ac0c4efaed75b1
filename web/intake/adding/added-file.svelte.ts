/** A file that is brought in as an article: sent by itself, so that one failure never stops the rest. */
import type { ReceivedAnswer } from '../../../answers/intake/article.js';
import { send, type Body } from '../../forms/acts.js';
import { intakeActs } from '../intake-acts.js';

/** In bytes: a request is refused where it is longer, and base64 takes a third more. */
const LONGEST = 3_500_000;
export const ENDINGS = ['.txt', '.md', '.html', '.htm', '.eml'] as const;

function asBase64(bytes: Uint8Array): string {
  let text = '';
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export class AddedFile {
  phase: 'waiting' | 'sending' | 'received' | 'failed' = $state('waiting');
  answer: ReceivedAnswer | undefined = $state.raw();
  why = $state('');

  constructor(readonly file: File) {}

  get name(): string {
    return this.file.name;
  }

  #fail(why: string): void {
    [this.phase, this.why] = ['failed', why];
  }

  /** Never rejects. @param more what is known of all the files, such as the talks */
  async bring(more: Body): Promise<void> {
    const { name, size } = this.file;
    if (!ENDINGS.some((ending) => name.toLowerCase().endsWith(ending)))
      return this.#fail(`it is none of ${ENDINGS.join(', ')}`);
    if (size > LONGEST) return this.#fail('it is longer than 3.5 MB');
    this.phase = 'sending';
    try {
      const base64 = asBase64(new Uint8Array(await this.file.arrayBuffer()));
      const sent = await send(intakeActs.receive({ ...more, file: { name: name.slice(-255), base64 } }));
      if (!sent.ok) return this.#fail(sent.problem.errors?.[0]?.detail ?? sent.problem.detail ?? sent.problem.title);
      [this.phase, this.answer] = ['received', sent.answer];
    } catch {
      this.#fail('it could not be read');
    }
  }
}
