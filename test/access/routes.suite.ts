/** Every route with every role, over real HTTP: nothing is reached without the role that the table names. */
import Fastify from 'fastify';
import { ROLES, type TokenRole } from '../../events/access.js';
import { AccessControl } from '../../src/access/access-control.js';
import { PAGE_ROUTES, requiredRole, roleOfRoute, ROUTE_ROLES, type RouteRole } from '../../src/access/route-roles.js';
import { AllowedMethods } from '../../src/http/allowed-methods.js';
import { GuardedApp } from './guarded-app.js';
import { MAY } from './may.js';

const PAGES: ReadonlySet<string> = new Set(PAGE_ROUTES);

export function routesAndRoles(): void {
  let guarded: GuardedApp;
  let tokens: ReadonlyMap<TokenRole, string>;
  beforeAll(async () => {
    guarded = await GuardedApp.start();
    tokens = await guarded.oneEach();
  });
  afterAll(() => guarded.stop());

  /** The routes that the server has, whatever the table says. */
  const routes = (): string[] => guarded.app.get(AllowedMethods).routes();

  /** An address of the route; what stands in it is of no account, since the gate comes first. */
  const addressOf = (url: string): string => url.replaceAll(/:\w+/g, 'x');

  /** How the gate answers: let through is whatever comes after it, a page that says what it may not read included. */
  async function gateOf(route: string, token?: string): Promise<number | 'through'> {
    const [method = '', url = ''] = route.split(' ');
    const response = await guarded.ask(addressOf(url), { method, token });
    // Of what has no end, the head is enough.
    await response.body?.cancel();
    const isPage = PAGES.has(url) && (response.headers.get('content-type')?.startsWith('text/html') ?? false);
    return [401, 403, 429].includes(response.status) && !isPage ? response.status : 'through';
  }

  /** @param held undefined for whoever has no token */
  function expected(role: RouteRole, held: TokenRole | undefined): number | 'through' {
    const asked = requiredRole(role);
    if (asked === undefined || (held !== undefined && MAY[held].includes(asked))) return 'through';
    return held === undefined ? 401 : 403;
  }

  test('The table and the server have the same routes', () => {
    const gets = routes().filter((route) => !route.startsWith('HEAD '));
    expect(gets.toSorted()).toEqual(Object.keys(ROUTE_ROLES).toSorted());
  });

  test('A route that is not in the table cannot be added', async () => {
    const fastify = Fastify();
    await guarded.app.get(AccessControl).addHooks(fastify);
    expect(() => fastify.get('/v1/secrets', () => 'all of them')).toThrow(
      'GET /v1/secrets is not in the table of src/access/route-roles.ts',
    );
    await fastify.close();
  });

  test('Every route answers every role as the table says, and nobody without a token', async () => {
    const wrong: unknown[] = [];
    let asked = 0;
    for (const route of routes()) {
      const [method = '', url = ''] = route.split(' ');
      const role = roleOfRoute(method, url) ?? 'admin';
      for (const held of [...ROLES, undefined]) {
        const found = await gateOf(route, held && tokens.get(held));
        const meant = expected(role, held);
        asked += 1;
        if (found !== meant) wrong.push({ route, who: held ?? 'nobody', found, meant });
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBe(routes().length * (ROLES.length + 1));
  });

  test('Each role has routes of its own, and for each there is a token', () => {
    const asked = new Set(Object.values(ROUTE_ROLES).map(requiredRole));
    expect(ROLES.filter((role) => !asked.has(role) || !tokens.get(role))).toEqual([]);
    expect(Object.keys(MAY)).toEqual([...ROLES]);
  });
}
