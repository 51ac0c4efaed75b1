/** The address of a store on another machine: `PARLEY_STORE`, such as `eventstoredb://user:password@host:2113?tls=true`. */

/** An address, in its parts. */
export interface ServerAddress {
  /** Whether `hosts` is one DNS name for all nodes of a cluster. */
  readonly discover: boolean;
  /** `host:port`, joined by commas. */
  readonly hosts: string;
  readonly tls: boolean;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** The parameters of the query, by their names. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The client's parameters that are allowed. It would print the password in its warnings about others. */
const PARAMETERS = new Set([
  'tls',
  'tlsCAFile',
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'connectionName',
]);

const FORM =
  /^eventstoredb(?<discover>\+discover)?:\/\/(?:(?<user>[^:@/?]+):(?<password>[^@/?]+)@)?(?<hosts>[\w.-]+(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*)\/?(?:\?(?<query>[^#]*))?$/;

/** The form of an address, for messages. */
export const ADDRESS_FORM = 'eventstoredb://[user:password@]host[:port][,host…][?tls=false]';

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Parses an address. @returns the address, or what is wrong with it, in words without the password */
export function parseServerAddress(text: string): ServerAddress | { readonly unreadable: string } {
  const { discover, user, password, hosts, query } = FORM.exec(text)?.groups ?? {};
  if (hosts === undefined) return { unreadable: `must be ${ADDRESS_FORM}` };
  const parameters = new Map(new URLSearchParams(query));
  const unknown = [...parameters.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined)
    return { unreadable: `has a parameter ${unknown}; it may have ${[...PARAMETERS].join(', ')}` };
  const tls = parameters.get('tls') ?? 'true';
  if (tls !== 'true' && tls !== 'false') return { unreadable: 'has a tls that is neither true nor false' };
  if (tls === 'true' && user === undefined) return { unreadable: 'needs user:password@, or tls=false' };
  return {
    discover: discover !== undefined,
    hosts,
    tls: tls === 'true',
    ...(user === undefined || password === undefined
      ? {}
      : { credentials: { username: decoded(user), password: decoded(password) } }),
    parameters,
  };
}

/** The address without user and password, for messages and logs. */
export const redactedAddress = (text: string): string => text.replace(/\/\/.*@/s, '//');
