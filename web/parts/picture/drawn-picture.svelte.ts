/** The picture of the talks as a page shows it: drawn anew whenever the lens changes or something is recorded. */
import type { PictureAnswer } from '../../../answers/story/picture.js';
import { calls, overHttp } from '../../api.js';

/** How long to wait before it is asked for, in milliseconds: after the page itself, and after a slider that moves. */
const SOON = 120;

export class DrawnPicture {
  answer: PictureAnswer | undefined = $state.raw();
  failed = $state('');
  #asked = 0;

  constructor(private readonly negotiation: string) {}

  /**
   * Asks for it; the old one stays until the new one is there.
   * @param query as `pictureQuery` has it
   * @returns what calls it off
   */
  follow(query: URLSearchParams): () => void {
    const turn = (this.#asked += 1);
    const soon = setTimeout(() => void this.#read(query, turn), SOON);
    return () => clearTimeout(soon);
  }

  async #read(query: URLSearchParams, turn: number): Promise<void> {
    try {
      const answer = await calls.picture(overHttp, this.negotiation, query);
      if (turn === this.#asked) [this.answer, this.failed] = [answer, ''];
    } catch (error) {
      if (turn === this.#asked) this.failed = (error as Error).message;
    }
  }
}
