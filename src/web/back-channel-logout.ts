/** Where the identity provider says that somebody has signed out of it: all their sessions end here as well. */
import type { FastifyInstance } from 'fastify';
import { endedElsewhere } from '../access/provider/admit.js';
import { BACK_CHANNEL } from '../access/provider/identity-provider.js';
import type { OidcSettings } from '../platform/oidc-settings.js';
import { formOf, takeForms, type SignIns } from './signing-in.js';

/**
 * Adds the route. What is answered is for the provider, in the form of its standard; it holds nothing of the token.
 * @param settings undefined where there is no provider
 */
export function addBackChannelLogout(
  fastify: FastifyInstance,
  { access, audit, provider }: SignIns,
  settings: OidcSettings | undefined,
): void {
  void fastify.register(async (forms) => {
    takeForms(forms);
    forms.post(BACK_CHANNEL, async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const token = formOf(request).get('logout_token') ?? '';
      const found = settings ? await provider.signedOut(settings, token) : 'refused';
      if (!settings || typeof found === 'string') {
        audit.logRefusal(request, found === 'unreachable' ? 'provider-unreachable' : 'sign-in-refused');
        return found === 'unreachable'
          ? reply.code(503).send({ error: 'temporarily_unavailable' })
          : reply.code(400).send({ error: 'invalid_request' });
      }
      for (const caller of await endedElsewhere(access, settings.issuer, found))
        audit.logSession(request, 'signed-out', caller);
      return reply.code(200).send();
    });
  });
}
