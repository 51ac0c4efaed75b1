/** How an import is read and recorded. */
import type { MappingName } from '../../../events/coded/mapping.js';
import type { CodedFile } from './coded-lines.js';
import type { ImportFormat } from './import-lines.js';

export interface ImportOptions {
  readonly recorder: string;
  /** Nothing is recorded unless every line can be. */
  readonly atomic?: boolean | undefined;
  /** Nothing is recorded: the answer says what would be. */
  readonly dryRun?: boolean | undefined;
  /** NDJSON unless given. */
  readonly format?: ImportFormat | undefined;
  /** For a coded file: how it is read, by the name of the saved mapping. */
  readonly coded?: (Omit<CodedFile, 'mapping'> & { readonly mapping?: MappingName | undefined }) | undefined;
}
