/** Whether an address that a user names may be fetched: its form, its port, and where its name leads to. */
import { isIP } from 'node:net';
import { isInNetwork, isPublicAddress } from './public-address.js';
import { NotFetched } from './not-fetched.js';
import type { Resolve, ResolvedAddress } from './resolve.js';

/** What may be fetched although it is not public: hosts, addresses and networks, with a port or without. */
export type Exceptions = readonly string[];

/** An address that has been checked. The connection goes to one of `addresses`, and nowhere else. */
export interface CheckedAddress {
  readonly url: URL;
  readonly addresses: readonly ResolvedAddress[];
}

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const USUAL_PORTS = new Set(Object.values(PORTS));

const bare = (host: string): string =>
  host
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();

/** An entry of the exceptions, as host and port. A port of IPv6 stands behind brackets. */
function entryOf(text: string): { readonly host: string; readonly port: string | undefined } {
  const [, host = text, port] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(text) ?? [];
  return { host: bare(host), port };
}

function isException(exceptions: Exceptions, host: string, port: string, address: string): boolean {
  return exceptions.map(entryOf).some((entry) => {
    if (entry.port === undefined ? !USUAL_PORTS.has(port) : entry.port !== port) return false;
    return entry.host === host || isInNetwork(address, entry.host);
  });
}

/** The form alone: nothing is asked for elsewhere. Throws `NotFetched`. */
export function urlOf(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new NotFetched('the address cannot be read');
  const url = new URL(text, base);
  if (PORTS[url.protocol] === undefined) throw new NotFetched('only http and https are fetched');
  if (url.username !== '' || url.password !== '')
    throw new NotFetched('an address with a name or a password is not fetched');
  return url;
}

/**
 * Where an address leads to. Every answer for its name must be allowed: a name that also leads into a private network is
 * refused. Throws `NotFetched`; it does not say what is there.
 */
export async function checkedAddress(url: URL, exceptions: Exceptions, resolve: Resolve): Promise<CheckedAddress> {
  const host = bare(url.hostname);
  const port = url.port === '' ? (PORTS[url.protocol] ?? '') : url.port;
  const literal = isIP(host);
  const addresses = literal === 0 ? await resolve(host) : [{ address: host, family: literal === 4 ? 4 : 6 } as const];
  if (addresses.length === 0) throw new NotFetched('the name of the host leads nowhere');
  const isAllowed = addresses.every(
    ({ address }) =>
      isException(exceptions, host, port, address) || (USUAL_PORTS.has(port) && isPublicAddress(address)),
  );
  if (!isAllowed)
    throw new NotFetched(
      'only public addresses at the ports 80 and 443 are fetched; PARLEY_FETCH_ALLOW lists exceptions',
    );
  return { url, addresses };
}
