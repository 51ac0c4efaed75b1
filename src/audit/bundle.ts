/**
 * The audit bundle: a .tar.gz of everything recorded of a negotiation, with a script that verifies it without Parley.
 * It is packed while it is sent. In a tar each file begins with its length, so the events are read twice: once to be
 * measured, once to be sent. They are never all in memory.
 */
import { readFile } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { packTar, type TarSource } from 'modern-tar/fs';
import type { Checkpoint } from '../../events/chain/checkpoint.js';
import { checkpointText } from '../../events/chain/checkpoint.js';
import type { NegotiationId } from '../../events/ids.js';
import type { Evidence } from '../store/evidence.js';
import type { Sight } from '../queries/pacing/call.js';
import { bundleLine } from './event-line.js';
import type { LogFiles } from './log-proof.js';
import { auditedStreams } from './audited-streams.js';
import { streamEvents } from './evidence-pages.js';
import { asSeen } from './unnamed-events.js';

/**
 * A file that is in every bundle unchanged. It lies in `bundle/` beside this module, to where the build copies it too.
 */
const shipped = (name: string): Promise<string> => readFile(new URL(`./bundle/${name}`, import.meta.url), 'utf8');

type File = TarSource & { readonly mtime: Date };

/** What a bundle holds: events of a store, as they are seen. */
export interface BundleSource {
  readonly evidence: Evidence;
  readonly sight: Sight;
}

async function* linesOf({ evidence, sight }: BundleSource, stream: string, upTo: number): AsyncGenerator<string> {
  for await (const event of streamEvents(evidence, stream, upTo)) yield bundleLine(asSeen(event, sight));
}

async function eventsFile(source: BundleSource, target: string, stream: string, { at, streams }: Checkpoint) {
  const upTo = streams.get(stream)?.revision ?? -1;
  let size = 0;
  for await (const line of linesOf(source, stream, upTo)) size += Buffer.byteLength(line);
  const mtime = new Date(at);
  if (size === 0) return { type: 'content', content: '', target, mtime } as const;
  return { type: 'stream', content: Readable.from(linesOf(source, stream, upTo)), size, target, mtime } as const;
}

/**
 * The bundle as a stream of bytes. It fails where the store cannot be read.
 * @param checkpoint up to where the bundle holds the streams of the negotiation
 * @param logFiles that these are in the log
 */
export async function bundleOf(
  source: BundleSource,
  id: NegotiationId,
  checkpoint: Checkpoint,
  logFiles: LogFiles,
): Promise<Readable> {
  const mtime = new Date(checkpoint.at);
  const [negotiation, sources] = auditedStreams(id);
  const file = (name: string, content: string | Uint8Array): File => ({
    type: 'content',
    target: `${id}/${name}`,
    content,
    mtime,
  });
  const files: File[] = [
    file('README.md', await shipped('README.md')),
    await eventsFile(source, `${id}/events.ndjson`, negotiation, checkpoint),
    await eventsFile(source, `${id}/sources.ndjson`, sources, checkpoint),
    file('checkpoint.txt', checkpointText(checkpoint)),
    ...[...logFiles].map(([name, content]) => file(name, content)),
    file('verify.mjs', await shipped('verify.mjs')),
    file('verify-log.mjs', await shipped('verify-log.mjs')),
  ];
  // A failure, or a client that goes away, destroys both streams; the reader sees it as the end of its own.
  return pipeline(packTar(files), createGzip(), () => {});
}
