/** What a report can name: for forms that let one choose by title. */
import { z } from 'zod';
import { nameText } from '../events/text.js';
import { vocabularyShape } from '../projections/vocabulary/shape.js';
import { descriptionAnswer } from './description.js';

export const vocabularyParameters = z.strictObject({
  q: nameText(200).optional().meta({ description: 'Words that a title, a name or a summary must hold.' }),
});
export type VocabularyParameters = z.infer<typeof vocabularyParameters>;

const { negotiation, title, revision, position } = descriptionAnswer.shape;
export const vocabularyAnswer = z.strictObject({ negotiation, title, revision, position, ...vocabularyShape });
export type VocabularyAnswer = z.infer<typeof vocabularyAnswer>;
