/** How many requests a minute are taken of one token, and of one address that sends none that is good. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const WINDOW = '1 minute';

/** Callers that are remembered: the least recent are forgotten, so that many addresses do not fill the memory. */
const CACHE = 10_000;

/** Strangers get a small part of what a token gets: health checks and mistyped tokens, not much more. */
const PART_OF_STRANGERS = 10;

export interface Exceeded {
  /** Seconds until more is taken. */
  readonly retryAfter: number;
  /** Whether this is the first refusal in this window: the others are not worth a line each. */
  readonly isFirst: boolean;
}

export class RateLimits {
  readonly #check;
  readonly #told = new Map<string, number>();

  private constructor(fastify: FastifyInstance, perMinute: number) {
    const ofToken = fastify.createRateLimit({ max: perMinute, keyGenerator: keyOf });
    const ofStranger = fastify.createRateLimit({
      max: Math.max(1, Math.floor(perMinute / PART_OF_STRANGERS)),
      keyGenerator: keyOf,
    });
    this.#check = (request: FastifyRequest) =>
      request.caller.kind === 'stranger' ? ofStranger(request) : ofToken(request);
  }

  /** @param perMinute 0: any number */
  static async create(fastify: FastifyInstance, perMinute: number): Promise<RateLimits | undefined> {
    if (perMinute === 0) return undefined;
    await fastify.register(rateLimit, { global: false, timeWindow: WINDOW, cache: CACHE });
    return new RateLimits(fastify, perMinute);
  }

  /** Counts the request; undefined where it is not one too many. */
  async exceededBy(request: FastifyRequest): Promise<Exceeded | undefined> {
    // Neither a person at their own machine nor a command on the data folder is held back.
    if (request.caller.kind === 'open' || request.caller.kind === 'operator') return undefined;
    const limit = await this.#check(request);
    if (limit.isAllowed || !limit.isExceeded) return undefined;
    return { retryAfter: limit.ttlInSeconds, isFirst: this.#isFirst(limit.key, limit.ttl) };
  }

  #isFirst(key: string, ttl: number): boolean {
    const now = Date.now();
    if ((this.#told.get(key) ?? 0) > now) return false;
    if (this.#told.size >= CACHE) this.#told.clear();
    this.#told.set(key, now + ttl);
    return true;
  }
}

const keyOf = ({ caller, ip }: FastifyRequest): string => (caller.kind === 'token' ? `token ${caller.token}` : ip);
