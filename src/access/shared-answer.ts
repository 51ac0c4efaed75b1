/** Whose eyes an answer is for: a cache that several people share may keep only what everybody may read. */
import type { FastifyRequest } from 'fastify';
import { roleOfRoute } from './route-roles.js';

/** Whether everybody who reaches the server is answered the same: it is open, or the route takes no role. */
export function mayBeShared({ caller, method, routeOptions: { url } }: FastifyRequest): boolean {
  if (caller.kind === 'open') return true;
  return url !== undefined && roleOfRoute(method, url) === 'anybody';
}
