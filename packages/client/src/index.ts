/** What the package offers. */
export {
  Parley,
  type DraftBody,
  type Moment,
  type OpeningBody,
  type PageOptions,
  type ReportBody,
  type WriteOptions,
} from './parley.js';
export { Connection, type Asked, type ConnectionOptions, type Fetch } from './connection.js';
export { ParleyProblem, ParleyUnreachable, type ProblemShown } from './errors.js';
export type { LiveEvent, LiveOptions } from './live.js';
export { lensQuery, pathOf, queryOf, type LensFields, type QueryValue } from './query.js';
