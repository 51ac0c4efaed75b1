/** The addresses of intake. */
import { pathOf } from '../../client/api-client.js';

export const INTAKE = '/v1/intake';
export const articlePath = (article: string): string => `${INTAKE}${pathOf(article)}`;
export const candidatePath = (article: string, candidate: string, act: string): string =>
  `${articlePath(article)}${pathOf('candidates', candidate, act)}`;
