/** Mappings of coded files. */
import type { MappingAnswer, MappingsAnswer } from '../../../../answers/coded/mappings.js';
import { gridOrLine, type Layout } from '../layout.js';
import { listed } from '../wording.js';

const followed = ({ mapping: { dyads = [] } }: MappingAnswer): string =>
  dyads.length === 0 ? 'no talks' : listed([...new Set(dyads.map(({ negotiation }) => negotiation))]);

export const mappingLayout = (answer: MappingAnswer, done: string): Layout => [
  `${answer.mapping.name} ${done}: it follows ${followed(answer)}`,
];

export const mappingsLayout = ({ mappings }: MappingsAnswer): Layout =>
  gridOrLine(
    'no mapping is saved',
    ['NAME', 'FORMAT', 'FOLLOWS', 'SAVED'],
    mappings.map((one) => [one.mapping.name, one.mapping.format ?? 'any', followed(one), one.savedAt]),
  );
