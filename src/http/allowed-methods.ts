/** The methods of every path, so that a wrong method is answered with 405 and not with 404. */
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const segmentsOf = (path: string): string[] => (path.split('?', 1)[0] ?? '').split('/');

const matches = (route: readonly string[], path: readonly string[]): boolean =>
  route.length === path.length && route.every((segment, i) => segment.startsWith(':') || segment === path[i]);

@Injectable()
export class AllowedMethods {
  readonly #routes: { readonly segments: readonly string[]; readonly methods: readonly string[] }[] = [];

  /** Collects the routes as they are added: call it before any is. */
  collectFrom(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url }) => {
      this.#routes.push({ segments: segmentsOf(url), methods: [method].flat() });
    });
  }

  /** Every route as its method and its pattern, such as `GET /v1/negotiations/:negotiation`. */
  routes(): string[] {
    return this.#routes.flatMap(({ segments, methods }) => methods.map((method) => `${method} ${segments.join('/')}`));
  }

  /** The methods that a path takes, sorted; none where no route has it. The query is ignored. */
  methodsAt(path: string): string[] {
    const given = segmentsOf(path);
    const found = this.#routes.filter(({ segments }) => matches(segments, given)).flatMap(({ methods }) => methods);
    return [...new Set(found)].toSorted();
  }
}
