/** The transparent log: checkpoint, tiles and proofs, in the formats of C2SP where there is one. */
import { Get, Header, HttpCode, Param, Post, Query, Req, Res, StreamableFile, UseGuards } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiParam } from '../../openapi/described.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  consistencyAnswer,
  consistencyParameters,
  reportProofAnswer,
  type ConsistencyAnswer,
  type ConsistencyParameters,
  type ReportProofAnswer,
} from '../../../../answers/log/proofs.js';
import {
  logTimestamp,
  timestampsAnswer,
  timestampsParameters,
  type LogTimestamp,
  type TimestampsAnswer,
  type TimestampsParameters,
} from '../../../../answers/log/timestamps.js';
import { witnessesAnswer, type WitnessesAnswer } from '../../../../answers/log/witnesses.js';
import type { NegotiationId, ReportId } from '../../../../events/ids.js';
import { toBase64 } from '../../../../events/log/bytes.js';
import { noteText } from '../../../../events/log/signed-note.js';
import { tileAt } from '../../../../events/log/tiles.js';
import { ProveReport } from '../../../log/prove-report.js';
import { noSuchTile } from '../../../log/refusals.js';
import { TransparentLog } from '../../../log/transparent-log.js';
import { shownTimestamp, Timestamps } from '../../../log/timestamps.js';
import { Witnesses } from '../../../log/witnesses.js';
import { V1Controller } from '../../decorators/v1-controller.decorator.js';
import { NoParametersGuard } from '../../guards/no-parameters.guard.js';
import { NEGOTIATION, REPORT } from '../path-parameters.js';

/** Tiles and proofs between two trees never change, and hold nothing that can be erased. */
const FOR_EVER = 'max-age=31536000, immutable';

/** Keeps what the gate has said of who may share the answer. */
function keepForEver(reply: FastifyReply): void {
  const isPrivate = String(reply.getHeader('cache-control') ?? '').startsWith('private');
  reply.header('cache-control', `${isPrivate ? 'private' : 'public'}, ${FOR_EVER}`);
}

@V1Controller('', 'transparency')
export class TransparentLogController {
  constructor(
    private readonly log: TransparentLog,
    private readonly witnesses: Witnesses,
    private readonly timestamps: Timestamps,
    private readonly queries: QueryBus,
  ) {}

  @Get('log/checkpoint')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiOperation({
    operationId: 'getLogCheckpoint',
    summary: 'How many events the log holds and the root over them, signed (C2SP tlog-checkpoint)',
  })
  @ApiOkResponse({
    description: 'The checkpoint, with the cosignatures of witnesses that have seen it.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async getLogCheckpoint(): Promise<string> {
    const checkpoint = await this.log.checkpoint();
    const { text, signatures } = checkpoint.note;
    return noteText({ text, signatures: [...signatures, ...this.witnesses.cosignatures(checkpoint)] });
  }

  @Get('log/witnesses')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'listLogWitnesses',
    summary: 'The witnesses that cosign the checkpoints of this log, and how old their newest cosignatures are',
  })
  @ApiOkResponse({ standardSchema: witnessesAnswer })
  listLogWitnesses(): WitnessesAnswer {
    return { witnesses: this.witnesses.standing() };
  }

  @Get('log/timestamps')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'listLogTimestamps',
    summary: 'By when checkpoints of this log existed, according to an authority (RFC 3161)',
  })
  @ApiOkResponse({ standardSchema: timestampsAnswer })
  async listLogTimestamps(
    @Query({ schema: timestampsParameters }) { limit }: TimestampsParameters,
  ): Promise<TimestampsAnswer> {
    const { authority = null, problem } = this.timestamps;
    return { authority, timestamps: (await this.timestamps.newest(limit)).map(shownTimestamp), problem };
  }

  @Post('log/timestamps')
  @HttpCode(200)
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'timestampLog',
    summary: 'Have the present checkpoint timestamped by the authority; one that was already is given as it is',
  })
  @ApiOkResponse({ standardSchema: logTimestamp })
  async timestampLog(): Promise<LogTimestamp> {
    return shownTimestamp(await this.timestamps.take());
  }

  @Get('log/consistency')
  @ApiOperation({
    operationId: 'getLogConsistency',
    summary: 'The proof that the log of one size goes on from that of another',
  })
  @ApiOkResponse({ standardSchema: consistencyAnswer })
  async getLogConsistency(
    @Query({ schema: consistencyParameters }) { from, to }: ConsistencyParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsistencyAnswer> {
    const proof = await this.log.consistency(from, to);
    const [older, newer] = [await this.log.headAt(from), await this.log.headAt(to)];
    keepForEver(reply);
    return { from, to, fromRoot: toBase64(older.root), toRoot: toBase64(newer.root), proof: proof.map(toBase64) };
  }

  @Get('log/tile/*')
  @UseGuards(NoParametersGuard)
  @ApiOperation({
    operationId: 'getLogTile',
    summary: 'A tile of the tree, or a bundle of entries (C2SP tlog-tiles)',
  })
  @ApiParam({ name: 'path', description: 'Such as 0/x001/234 or entries/000.p/17.', schema: { type: 'string' } })
  @ApiOkResponse({
    description: 'Hashes of 32 bytes, one after another; or entries, each after its length in two bytes.',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
  async getLogTile(
    @Req() request: FastifyRequest<{ Params: { '*': string } }>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const path = request.params['*'];
    const tile = tileAt(path);
    if (!tile) throw noSuchTile(path);
    const bytes = await this.log.tile(tile, path);
    keepForEver(reply);
    return new StreamableFile(bytes, { type: 'application/octet-stream' });
  }

  @Get('negotiations/:negotiation/reports/:report/proof')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'getReportProof',
    summary: 'The proof that the event of a report is in the log, with the checkpoint that it leads to',
  })
  @ApiOkResponse({ standardSchema: reportProofAnswer })
  getReportProof(
    @Param('negotiation', NEGOTIATION) id: NegotiationId,
    @Param('report', REPORT) report: ReportId,
  ): Promise<ReportProofAnswer> {
    return this.queries.execute(new ProveReport(id, report));
  }
}
