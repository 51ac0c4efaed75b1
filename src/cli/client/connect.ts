/** Connects a command to a server: the one that its flags or the environment name, or one of its own. */
import type { CommonOptions } from '../flags/common.js';
import type { ProcessIo } from '../process-io.js';
import { withLocalServer } from './local-server.js';
import { ApiClient } from './api-client.js';

/** The server where neither flags nor environment name one. */
export const DEFAULT_SERVER = 'http://127.0.0.1:3000';

const nonEmpty = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/**
 * Runs `use` with a client: of the server named, or with `--data` of one that is started on that folder and closed after.
 * @param createFolder whether to create the data folder where there is none
 */
export function withClient<T>(
  { env }: ProcessIo,
  { server, data, token: given }: CommonOptions,
  use: (client: ApiClient) => Promise<T>,
  { createFolder = false } = {},
): Promise<T> {
  if (data !== undefined) return withLocalServer(data, createFolder, (base, own) => use(new ApiClient(base, own)));
  const token = given ?? nonEmpty(env['PARLEY_TOKEN']);
  return use(new ApiClient(server ?? nonEmpty(env['PARLEY_SERVER']) ?? DEFAULT_SERVER, token));
}
