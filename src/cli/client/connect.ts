/** Whom a command talks to, by its flags and the environment. */
import type { CommonOptions } from '../flags/common.js';
import type { ProcessIo } from '../process-io.js';
import { withLocalServer } from './local-server.js';
import { ApiClient } from './api-client.js';

export const DEFAULT_SERVER = 'http://127.0.0.1:3000';

const set = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** @param mayMake whether a data folder is made where there is none */
export function withClient<T>(
  { env }: ProcessIo,
  { server, data, token: given }: CommonOptions,
  use: (server: ApiClient) => Promise<T>,
  { createFolder = false } = {},
): Promise<T> {
  if (data !== undefined) return withLocalServer(data, createFolder, (base, own) => use(new ApiClient(base, own)));
  const token = given ?? set(env['PARLEY_TOKEN']);
  return use(new ApiClient(server ?? set(env['PARLEY_SERVER']) ?? DEFAULT_SERVER, token));
}
