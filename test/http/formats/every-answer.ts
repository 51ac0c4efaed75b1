/** Every answer of the server, in each of its formats: where to ask for it, and how to read it. */
import * as keeps from './checks.js';
import { NAME, NEGOTIATION } from './hostile-story.js';

const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const STREAM = 'text/event-stream';

/** What stands for each parameter of a path. */
export const PLACES: Record<string, string> = {
  negotiation: NEGOTIATION,
  party: 'union',
  report: 'r1',
  path: '0/000.p/1',
  source: NAME,
  story: 'qatar-mediation',
};

/** The queries by which an operation gives each of its formats, or anything at all. */
export const QUERIES: Record<string, readonly string[]> = {
  getCard: ['?format=json', '?format=svg', '?format=png'],
  getBriefing: ['?format=json', '?format=md', '?format=docx'],
  search: ['?q=hostile'],
  getCitations: ['?report=r1'],
  getLogConsistency: ['?from=1&to=2'],
  exportNegotiation: [
    '?format=ndjson',
    '?format=csv',
    '?format=cloudevents',
    '?format=prov',
    '?format=trig',
    '?format=stix',
  ],
};

export function filledIn(path: string, parameter: RegExp): string {
  return path.replaceAll(parameter, (_, name: string) => {
    const place = PLACES[name];
    if (place === undefined) throw new Error(`say in PLACES what stands for ${name} in ${path}`);
    return encodeURIComponent(place);
  });
}

/** Of an answer without end as much as comes at once. */
export async function bodyOf(response: Response, type: string): Promise<Buffer> {
  if (type !== STREAM) return Buffer.from(await response.arrayBuffer());
  const reader = response.body?.getReader();
  const timer = setTimeout(() => void reader?.cancel(), 1_500);
  const chunks: Uint8Array[] = [];
  for (let read = await reader?.read(); read?.value; read = await reader?.read()) chunks.push(read.value);
  clearTimeout(timer);
  // The last frame may be cut.
  const text = Buffer.concat(chunks).toString();
  return Buffer.from(text.slice(0, text.lastIndexOf('\n\n') + 1));
}

/** The text of an answer, out of what it is packed in. */
export function textIn(type: string, body: Buffer): string {
  if (type === DOCUMENT) return keeps.unzipped(body);
  return type === 'application/gzip' ? keeps.untarred(body) : body.toString();
}
