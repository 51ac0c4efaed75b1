/** Whom a command talks to, by its flags and the environment. */
import type { CommonOptions } from '../flags/common.js';
import type { Shell } from '../shell.js';
import { withOwnServer } from './own-server.js';
import { Server } from './server.js';

export const DEFAULT_SERVER = 'http://127.0.0.1:3000';

const set = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** @param mayMake whether a data folder is made where there is none */
export function connected<T>(
  { env }: Shell,
  { server, data, token: given }: CommonOptions,
  use: (server: Server) => Promise<T>,
  { mayMake = false } = {},
): Promise<T> {
  if (data !== undefined) return withOwnServer(data, mayMake, (base, own) => use(new Server(base, own)));
  const token = given ?? set(env['PARLEY_TOKEN']);
  return use(new Server(server ?? set(env['PARLEY_SERVER']) ?? DEFAULT_SERVER, token));
}
