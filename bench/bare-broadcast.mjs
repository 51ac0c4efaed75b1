/** The least that a server has to do to tell many readers of something: what bench/live.mjs measures Parley against. */
import { createServer } from 'node:http';

const readers = new Set();

async function tell(request, response) {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { bytes, id } = JSON.parse(body);
  const head = `id: ${id}\ndata: `;
  const frame = `${head}${'x'.repeat(Math.max(0, bytes - head.length - 2))}\n\n`;
  for (const reader of readers) reader.write(frame);
  response.end();
}

function hear(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('event: hello\ndata: {}\n\n');
  readers.add(response);
  response.on('close', () => readers.delete(response));
}

const server = createServer((request, response) => {
  if (request.method === 'GET') hear(response);
  else void tell(request, response);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close();
});
