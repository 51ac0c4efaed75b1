/**
 * Imports a whole log from another store. Ids, order, times and hashes stay as they are, so that every hash chain still
 * holds. The chain is checked before an event is stored. A log whose transfer broke off is sent again: events that are
 * here already are skipped. At the end the store is verified against the checkpoint of the log.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { storyLine, type MovedAnswer } from '../../answers/import.js';
import { readCheckpoint } from '../../events/chain/checkpoint.js';
import { LogCheck } from '../../events/chain/log-check.js';
import { verifyStore } from '../audit/verification.js';
import { MemoryImage } from '../projector/memory-image.js';
import { Clock } from '../platform/clock.js';
import { parseStrictly } from '../json/strict-json.js';
import { problem, problemOfFields, type Problem } from '../../answers/problem.js';
import { Refused } from '../problems/refused.js';
import { problemOfBody } from '../problems/refusal-problem.js';
import { textLines, type Chunks, type TextLine } from '../json/text-lines.js';
import { EventStore } from '../store/event-store.js';
import { TransferWriter } from './transfer-writer.js';
import { transferredEvent, transferLine, type EndLine, type TransferredEvent } from './transfer-line.js';

/**
 * How far the other machine's clock may be ahead, in milliseconds. Times never go back in a log: an event from the far
 * future would give its time to all that are recorded after it.
 */
const MOST_AHEAD = 60_000;

/** In bytes: an event with its metadata is longer than the body that it was recorded from. */
const LONGEST_LINE = 8 * 1024 * 1024;

export class ImportLog extends Command<MovedAnswer> {
  /** @param chunks NDJSON in UTF-8, cut anywhere */
  constructor(readonly chunks: Chunks) {
    super();
  }
}

const CUT_OFF =
  'its last line, the end, is missing: it was cut off, and can be sent again; or it is no whole log, but the export of a negotiation, which is imported without --log (POST /v1/import)';
const IS_STORY = 'this is a line of a story, not of a whole log: import it without --log (POST /v1/import)';

const notALog = (detail: string): Problem => problem('invalid-request', detail, [{ pointer: '', detail }]);

/** Every refusal names its line. The batches before its own have been stored. */
const atLine = (line: number, { code, detail, errors }: Problem): Refused =>
  new Refused({ ...problem(code, `line ${line}: ${detail}`), ...(errors ? { errors } : {}) });

@CommandHandler(ImportLog)
export class ImportLogHandler implements ICommandHandler<ImportLog> {
  constructor(
    private readonly store: EventStore,
    private readonly image: MemoryImage,
    private readonly clock: Clock,
  ) {}

  async execute({ chunks }: ImportLog): Promise<MovedAnswer> {
    const writer = new TransferWriter(this.store);
    const check = new LogCheck({ contiguous: false, oneClock: false });
    try {
      const end = await this.#readAll(chunks, check, writer);
      await writer.flush();
      if (!end) throw new Refused(notALog(CUT_OFF));
      const moved = await this.#verified(end, check, writer);
      if (end.contentIds !== undefined)
        await this.store.keepSecret('content-ids', Buffer.from(end.contentIds, 'base64url'));
      return moved;
    } catch (error) {
      // It is answered when nothing is stored any more. What has failed meanwhile came first.
      await writer.settled();
      throw error;
    }
  }

  /** @returns the end of the log; undefined where it is missing */
  async #readAll(chunks: Chunks, check: LogCheck, writer: TransferWriter): Promise<EndLine | undefined> {
    let end: EndLine | undefined;
    for await (const line of textLines(chunks, LONGEST_LINE)) {
      if (end) throw atLine(line.line, notALog('something follows the end of the log'));
      const read = readLine(line);
      if ('end' in read) end = read;
      else await this.#take(line.line, read, check, writer);
    }
    return end;
  }

  async #take(line: number, transferred: TransferredEvent, check: LogCheck, writer: TransferWriter): Promise<void> {
    const { recordedAt } = transferred.stored;
    if (Date.parse(recordedAt) > this.clock.now() + MOST_AHEAD)
      throw atLine(
        line,
        problemOfFields('invalid-request', [{ pointer: '/recordedAt', detail: `${recordedAt} lies in the future` }]),
      );
    check.add(transferred.stored);
    const finding = check.finding ?? check.streamBreak?.ifStreamHolds;
    if (finding) throw atLine(line, problem('log-differs', `it was not recorded so: ${finding.detail}`));
    await writer.add(transferred);
  }

  async #verified({ events, checkpoint }: EndLine, { totals }: LogCheck, writer: TransferWriter): Promise<MovedAnswer> {
    const read = readCheckpoint(checkpoint);
    if ('unreadable' in read) throw new Refused(problem('bad-checkpoint', read.unreadable));
    if (events !== totals.events) throw new Refused(notALog(`it has ${totals.events} events of ${events}`));
    const head = await this.store.evidence.end();
    const { firstBad } = await verifyStore(this.store, head, { links: read.checkpoint.streams });
    if (firstBad) throw new Refused(problem('log-differs', `${firstBad.stream}: ${firstBad.detail}`));
    await this.image.waitForPosition(head);
    const { transferred: moved, present } = writer;
    return { moved, present, streams: totals.streams, head: String(head), verified: true };
  }
}

/** Whether it is a line of the export of a negotiation: only those have their texts, beside what the hash covers. */
const isOfNegotiation = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'sealed');

function readLine(line: TextLine): TransferredEvent | EndLine {
  if ('problem' in line) throw atLine(line.line, line.problem);
  try {
    const value = parseStrictly(line.text, { exactNumbers: false });
    const read = transferLine.safeParse(value);
    if (read.success) return 'end' in read.data ? read.data : transferredEvent(read.data);
    if (storyLine.safeParse(value).success) throw new Refused(notALog(IS_STORY));
    if (isOfNegotiation(value)) throw new Refused(notALog(CUT_OFF));
    throw new Refused(problemOfBody(read.error.issues, { schema: transferLine, given: line.text }));
  } catch (error) {
    if (error instanceof Refused) throw atLine(line.line, error.problem);
    throw error;
  }
}
