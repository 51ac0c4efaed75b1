/** How much of a text is read. */
import { placeToCut } from '../../events/words/cut.js';

/** An article of 10,000 words has some 60,000 code units. */
export const READ_TO = 200_000;

/** Where reading ends. */
export const readTo = (text: string): number => placeToCut(text, READ_TO);
