/** Looks up the addresses of a host. A port, so that a test can change its answers. */
import { lookup } from 'node:dns/promises';
import { NotFetched } from './not-fetched.js';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

export const resolveBySystem: Resolve = async (host) => {
  try {
    const found = await lookup(host, { all: true, order: 'verbatim' });
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
  } catch {
    throw new NotFetched('the name of the host leads nowhere');
  }
};
