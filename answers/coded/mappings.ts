/** Saved mappings of coded files: how they are listed and saved. */
import { z } from 'zod';
import { mapping } from '../../events/coded/mapping.js';

export const mappingAnswer = z.strictObject({ mapping, savedAt: z.string() });
export type MappingAnswer = z.infer<typeof mappingAnswer>;

export const mappingsAnswer = z.strictObject({ mappings: z.array(mappingAnswer) });
export type MappingsAnswer = z.infer<typeof mappingsAnswer>;
