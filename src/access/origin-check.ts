/**
 * While nobody is asked who they are, a browser on this machine must not be turned against the server: a page of
 * another origin could send a story to be imported, or have its own name point to 127.0.0.1 and read everything.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../platform/config.js';

const hostOf = (authority: string): string => authority.replace(/:\d{1,5}$/, '');

/** What in the headers says that it does not come from here; undefined where nothing does. */
export function foreignHeader({ host = '', origin }: IncomingHttpHeaders): string | undefined {
  if (!isLoopback(hostOf(host))) return `Host is ${host.slice(0, 100) || 'missing'}`;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return `Origin is ${origin.slice(0, 100)}`;
  return undefined;
}
