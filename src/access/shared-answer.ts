/** Whose eyes an answer is for: a cache that several people share may keep only what everybody may read. */
import type { FastifyRequest } from 'fastify';
import { roleOfRoute } from './route-roles.js';

/** Whether everybody who reaches the server is answered the same: it is open, or the route takes no role. */
export function mayBeShared({ caller, method, routeOptions: { url } }: FastifyRequest, isLogPublic = false): boolean {
  if (caller.kind === 'open') return true;
  const role = url === undefined ? undefined : roleOfRoute(method, url);
  return role === 'anybody' || (role === 'reader-or-public' && isLogPublic);
}
