/**
 * Looks up the hosts of webhooks. Node's usual look-up takes a thread of the process until it is answered, of which there are
 * few: a name whose server does not answer would hold up all others. This one takes none.
 */
import { Resolver } from 'node:dns/promises';
import { NotFetched } from '../../intake/fetching/not-fetched.js';
import { resolveBySystem, type Resolve, type ResolvedAddress } from '../../intake/fetching/resolve.js';

const TIMEOUT = 2_000;

/** The name has no such address: names that the machine alone knows have none either. */
const NONE = new Set(['ENODATA', 'ENOTFOUND']);

/** @param servers of names; those of the machine where not given */
export function resolverOf(servers?: readonly string[]): Resolve {
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 2 });
  if (servers) resolver.setServers(servers);
  const found = async (looking: Promise<readonly string[]>, family: 4 | 6): Promise<ResolvedAddress[]> => {
    try {
      return (await looking).map((address) => ({ address, family }));
    } catch (error) {
      if (NONE.has((error as { code?: string }).code ?? '')) return [];
      throw new NotFetched('the name of the host cannot be looked up', { cause: error });
    }
  };
  return async (host) => {
    const [v4, v6] = await Promise.all([found(resolver.resolve4(host), 4), found(resolver.resolve6(host), 6)]);
    return v4.length + v6.length > 0 ? [...v4, ...v6] : resolveBySystem(host);
  };
}
