/** `claim:talks`: what a position or a contradiction is about, as one text. */
import type { SubjectOrReport } from '../projections/record/subjects.js';
import { subjectParts } from './words.js';

export const subjectKey = (subject: SubjectOrReport): string => subjectParts(subject).join(':');
