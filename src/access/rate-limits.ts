/** Rate limits: requests a minute for each token, and for each address that sends no valid one. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const WINDOW = '1 minute';

/** How many callers are counted; the least recent are forgotten, so that many addresses do not fill the memory. */
const CACHE = 10_000;

/** An address without a token gets a tenth: enough for health checks and mistyped tokens. */
const UNAUTHENTICATED_PART = 10;

/** A limit that a request exceeds. */
export interface Exceeded {
  /** Seconds until the next request is allowed. */
  readonly retryAfter: number;
  /** Whether this is the caller's first refusal in this minute: the audit log has that one alone. */
  readonly isFirst: boolean;
}

/** Cheap, and asked for by what starts a server anew that does not answer. */
export const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

export class RateLimits {
  readonly #check;
  readonly #reportedUntil = new Map<string, number>();

  private constructor(fastify: FastifyInstance, perMinute: number) {
    const ofToken = fastify.createRateLimit({ max: perMinute, keyGenerator: keyOf });
    const ofAddress = fastify.createRateLimit({
      max: Math.max(1, Math.floor(perMinute / UNAUTHENTICATED_PART)),
      keyGenerator: keyOf,
    });
    this.#check = (request: FastifyRequest) =>
      request.caller.kind === 'unauthenticated' ? ofAddress(request) : ofToken(request);
  }

  /** @param perMinute requests for each token; 0: any number, and then there are no limits */
  static async create(fastify: FastifyInstance, perMinute: number): Promise<RateLimits | undefined> {
    if (perMinute === 0) return undefined;
    await fastify.register(rateLimit, { global: false, timeWindow: WINDOW, cache: CACHE });
    return new RateLimits(fastify, perMinute);
  }

  /** Counts a request. @returns undefined where it is within the limit */
  async exceededBy(request: FastifyRequest): Promise<Exceeded | undefined> {
    // Neither a person at their own machine nor a command on the data folder is limited.
    if (request.caller.kind === 'open' || request.caller.kind === 'operator') return undefined;
    // Whoever floods a server from the address of its probe must not have it taken for dead.
    if (PROBES.has(request.routeOptions.url ?? '')) return undefined;
    const limit = await this.#check(request);
    if (limit.isAllowed || !limit.isExceeded) return undefined;
    return { retryAfter: limit.ttlInSeconds, isFirst: this.#isFirst(limit.key, limit.ttl) };
  }

  #isFirst(key: string, ttl: number): boolean {
    const now = Date.now();
    if ((this.#reportedUntil.get(key) ?? 0) > now) return false;
    if (this.#reportedUntil.size >= CACHE) this.#reportedUntil.clear();
    this.#reportedUntil.set(key, now + ttl);
    return true;
  }
}

const keyOf = ({ caller, ip }: FastifyRequest): string => (caller.kind === 'token' ? `token ${caller.token}` : ip);
