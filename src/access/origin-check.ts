/**
 * Protects an open server from web pages of other origins. Without this check a page in a browser on this machine could
 * import a story, or read everything after its name has been resolved to 127.0.0.1 (DNS rebinding).
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../platform/config.js';

const hostOf = (authority: string): string => authority.replace(/:\d{1,5}$/, '');

/** The header by which a request is foreign, in words; undefined for a request of this machine. */
export function foreignHeader({ host = '', origin }: IncomingHttpHeaders): string | undefined {
  if (!isLoopback(hostOf(host))) return `Host is ${host.slice(0, 100) || 'missing'}`;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return `Origin is ${origin.slice(0, 100)}`;
  return undefined;
}
