/** What a page is loaded by: its address, and the public interface. */
import type { Get } from './api.js';

export interface Loading {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly get: Get;
}

export const negotiationOf = ({ params }: Loading): string => params['negotiation'] ?? '';
