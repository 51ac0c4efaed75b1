/**
 * By which names a server may be asked, and from where. Protects an open server from web pages of other origins. Without this check a page in a browser on this machine could
 * import a story, or read everything after its name has been resolved to 127.0.0.1 (DNS rebinding).
 */
import type { IncomingHttpHeaders } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { isLoopback } from '../platform/config.js';

/** Where a browser may send a person from another site: pages, and what is shown in place of one. */
const NAVIGATION = { mode: 'navigate', dest: 'document' } as const;

/**
 * Whether a browser says that a page of another origin asks for this, as by `<img>`, a frame or a script: such a request
 * bears no `Origin`. Following a link is none, fetching ahead is. Browsers say so over TLS and on loopback; what is no
 * browser says nothing.
 */
export function isForeignFetch({
  'sec-fetch-site': site,
  'sec-fetch-mode': mode,
  'sec-fetch-dest': dest,
  'sec-purpose': purpose,
}: IncomingHttpHeaders): boolean {
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return purpose !== undefined || mode !== NAVIGATION.mode || dest !== NAVIGATION.dest;
}

/** Whether a request names more than one host: a proxy may go by another of them than this server. */
export const hasManyHosts = (rawHeaders: readonly string[]): boolean =>
  rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length > 1;

const hostOf = (authority: string): string => authority.replace(/:\d{1,5}$/, '');

const isOwnAddress = (host: string): boolean =>
  Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === host.replace(/^\[|\]$/g, '')),
  );

/**
 * Whether a server whose public address is not known may be asked by this name: it is of this machine. Links in feeds and
 * pages begin with the name that was asked for, so whoever could choose it could choose where others are led.
 * @param authority host and port
 * @param listening the name or address on which the server listens
 */
export function isOwnName(authority: string, listening: string): boolean {
  const host = hostOf(authority).toLowerCase();
  return isLoopback(host) || host === listening || host === hostname().toLowerCase() || isOwnAddress(host);
}

/** The header by which a request is foreign, in words; undefined for a request of this machine. */
export function foreignHeader({ host = '', origin }: IncomingHttpHeaders): string | undefined {
  if (!isLoopback(hostOf(host))) return `Host is ${host.slice(0, 100) || 'missing'}`;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`)
    return `Origin is ${origin.slice(0, 100)}`;
  return undefined;
}
