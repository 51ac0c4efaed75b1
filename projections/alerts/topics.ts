/** Topics: on which changes of the status somebody wants an alert. */
import { segmentsOf, type Change } from '../status/field-values.js';

export const TOPICS = ['phase', 'contested', 'agreement', 'contradiction', 'position'] as const;
export type Topic = (typeof TOPICS)[number];

/** The topic of a field, by its first segment. A table has a phase and an agreement of its own. */
const TOPIC_OF: Readonly<Record<string, Topic>> = {
  phase: 'phase',
  reportedHalt: 'phase',
  reportedRestart: 'phase',
  contested: 'contested',
  agreement: 'agreement',
  contradictions: 'contradiction',
  positions: 'position',
};

/** What decides whether a change is wanted. */
export interface Topical {
  readonly topic: Topic;
  /** Whose position it is, where it is one. */
  readonly owner: string | undefined;
}

/** Undefined where nobody can ask for alerts on the change. */
export function topicalOf({ field }: Pick<Change, 'field'>): Topical | undefined {
  const [first = '', second, third] = segmentsOf(field);
  if (first === 'tables') return { topic: third === 'phase' ? 'phase' : 'agreement', owner: undefined };
  const topic = Object.hasOwn(TOPIC_OF, first) ? TOPIC_OF[first] : undefined;
  return topic && { topic, owner: topic === 'position' ? second : undefined };
}
