/** The schemas of the parameters of paths of intake. */
import { slug } from '../../../../events/ids.js';
import { articleId } from '../../../../events/intake/intake.js';

export const ARTICLE = { schema: articleId };
export const CANDIDATE = { schema: slug };
