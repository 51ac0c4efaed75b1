/** Where a store on other machines is, as `PARLEY_STORE` gives it: `eventstoredb://user:password@host:2113?tls=true`. */

export interface ServerAddress {
  /** Whether `hosts` is a name that stands for all nodes of a cluster. */
  readonly discover: boolean;
  /** `host:port`, joined by commas. */
  readonly hosts: string;
  readonly tls: boolean;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** The parameters behind the question mark, by their names. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Those of the client that make sense here. It would take others, and print the password when it warns of them. */
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

export const ADDRESS_FORM = 'eventstoredb://[user:password@]host[:port][,host…][?tls=false]';

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address, or what is wrong with it: in words that hold nothing of its password. */
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

/** The address as it may be shown and logged. */
export const redactedAddress = (text: string): string => text.replace(/\/\/.*@/s, '//');
