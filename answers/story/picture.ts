/** One picture of the talks, as data. */
import type { z } from 'zod';
import { pictureFields } from '../../projections/picture/picture.js';
import { answerWith } from '../envelope.js';
import { timelineParameters } from './timeline.js';

export const pictureParameters = timelineParameters;
export type PictureParameters = z.infer<typeof pictureParameters>;

export const pictureAnswer = answerWith(pictureFields);
export type PictureAnswer = z.infer<typeof pictureAnswer>;
