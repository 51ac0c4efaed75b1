/** What an answer costs whose body the caller has already. */
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import fastify from 'fastify';
import { firstValueFrom, of } from 'rxjs';
import { EtagInterceptor } from '../../src/http/interceptors/etag.interceptor.js';
import { SerializedResponse } from '../../src/queries/serialized-response.js';

test('A body that the caller has is not compressed', async () => {
  const answer = SerializedResponse.text('a'.repeat(5_000), 'text/plain');
  const app = fastify();
  app.addHook('onRequest', (request, _, done) => {
    request.caller = { kind: 'open', subject: 'anonymous', roles: [] };
    done();
  });
  app.get('/', (request, reply) =>
    firstValueFrom(
      new EtagInterceptor().intercept(new ExecutionContextHost([request, reply]), { handle: () => of(answer) }),
    ).then((body) => reply.send(body)),
  );
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  const ask = (headers: Record<string, string>) => fetch(base, { headers: { 'accept-encoding': 'br', ...headers } });
  try {
    expect((await ask({ 'if-none-match': answer.etag })).status).toBe(304);
    expect(answer.compressedAs('br')).toBeUndefined();
    expect((await ask({})).headers.get('content-encoding')).toBe('br');
    expect(answer.compressedAs('br')).toBeDefined();
  } finally {
    await app.close();
  }
});
