/** The subject of a position or a contradiction as one text: `claim:talks`. */
import type { SubjectOrReport } from '../projections/record/subjects.js';
import { subjectParts } from './words.js';

export const subjectKey = (subject: SubjectOrReport): string => subjectParts(subject).join(':');
