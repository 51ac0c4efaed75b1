/** Which methods an address takes: so that a wrong method is not answered as if nothing were there. */
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

const segmentsOf = (path: string): string[] => (path.split('?', 1)[0] ?? '').split('/');

const fits = (route: readonly string[], path: readonly string[]): boolean =>
  route.length === path.length && route.every((segment, i) => segment.startsWith(':') || segment === path[i]);

@Injectable()
export class AllowedMethods {
  readonly #routes: { readonly segments: readonly string[]; readonly methods: readonly string[] }[] = [];

  /** To be called before routes are added: it learns of them as they are. */
  collectFrom(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ method, url }) => {
      this.#routes.push({ segments: segmentsOf(url), methods: [method].flat() });
    });
  }

  /** Every route that there is, by its method and its address with names for what varies. */
  routes(): string[] {
    return this.#routes.flatMap(({ segments, methods }) => methods.map((method) => `${method} ${segments.join('/')}`));
  }

  /** None where nothing is at this address. */
  methodsAt(path: string): string[] {
    const asked = segmentsOf(path);
    const found = this.#routes.filter(({ segments }) => fits(segments, asked)).flatMap(({ methods }) => methods);
    return [...new Set(found)].toSorted();
  }
}
