/** Changing the record without changing the past: what was recorded stays, and earlier views still show it. */
import { Body, Param, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { ChangeEventType } from '../../../events/change.js';
import {
  entryId,
  negotiationId,
  reportId,
  type EntryId,
  type NegotiationId,
  type ReportId,
} from '../../../events/ids.js';
import { publisherName } from '../../../events/report.js';
import { changedAnswer, ChangeRecord, type ChangedAnswer } from '../../commands/change-record.js';
import { recorderOf } from '../../access/caller.js';
import { answered } from '../answered.js';
import { ChangeBody } from '../openapi/request-bodies.js';
import { IfMatch } from '../decorators/write.decorator.js';
import { recordParameters, type RecordParameters } from '../parameters.js';
import { CreateRoute } from '../decorators/write-routes.decorator.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

const NEGOTIATION = { schema: negotiationId };
const REPORT = { schema: reportId };
const ENTRY = { schema: entryId };
const RECORD = { schema: recordParameters };

/** What every one of these calls is given besides its path and its body. */
interface Asked {
  readonly reply: FastifyReply;
  readonly ifMatch: number | undefined;
  readonly dryRun: boolean | undefined;
}

@V1Controller('', 'changes of the record')
export class RecordChangesController {
  constructor(private readonly commands: CommandBus) {}

  @CreateRoute('negotiations/:negotiation/reports/:report/retraction', 'The publisher withdrew a report', changedAnswer)
  @ChangeBody('ReportRetracted', 'negotiation', 'reportId')
  retract(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('report', REPORT) report: ReportId,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangedAnswer> {
    return this.change('ReportRetracted', { negotiation, reportId: report }, body, { reply, ifMatch, dryRun });
  }

  @CreateRoute('negotiations/:negotiation/reports/:report/correction', 'The publisher changed a report', changedAnswer)
  @ChangeBody('ReportCorrected', 'negotiation', 'reportId')
  correct(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('report', REPORT) report: ReportId,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangedAnswer> {
    return this.change('ReportCorrected', { negotiation, reportId: report }, body, { reply, ifMatch, dryRun });
  }

  @CreateRoute('negotiations/:negotiation/entries/:entry/void', 'Our desk entered it wrongly', changedAnswer)
  @ChangeBody('EntryVoided', 'negotiation', 'entry')
  void(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangedAnswer> {
    return this.change('EntryVoided', { negotiation, entry }, body, { reply, ifMatch, dryRun });
  }

  @CreateRoute('negotiations/:negotiation/entries/:entry/amendment', 'Our desk mends its own entry', changedAnswer)
  @ChangeBody('EntryAmended', 'negotiation', 'entry')
  amend(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangedAnswer> {
    return this.change('EntryAmended', { negotiation, entry }, body, { reply, ifMatch, dryRun });
  }

  @CreateRoute('sources/:publisher/grade', 'Our desk grades a source anew', changedAnswer)
  @ChangeBody('SourceRegraded', 'publisher')
  grade(
    @Param('publisher', { schema: publisherName }) publisher: string,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangedAnswer> {
    return this.change('SourceRegraded', { publisher }, body, { reply, ifMatch, dryRun });
  }

  @CreateRoute('sources/entries/:entry/void', 'Our desk graded a source wrongly', changedAnswer)
  @ChangeBody('EntryVoided', 'entry')
  voidGrade(
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangedAnswer> {
    return this.change('EntryVoided', { entry }, body, { reply, ifMatch, dryRun });
  }

  @CreateRoute('sources/entries/:entry/amendment', 'Our desk mends a grade that it gave', changedAnswer)
  @ChangeBody('EntryAmended', 'entry')
  amendGrade(
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Query(RECORD) { dryRun }: RecordParameters,
    @IfMatch() ifMatch: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangedAnswer> {
    return this.change('EntryAmended', { entry }, body, { reply, ifMatch, dryRun });
  }

  private async change(
    type: ChangeEventType,
    path: Readonly<Record<string, string>>,
    body: unknown,
    { reply, ifMatch, dryRun }: Asked,
  ): Promise<ChangedAnswer> {
    const writing = { recorder: recorderOf(reply.request), ifMatch, dryRun };
    const answer = await this.commands.execute(new ChangeRecord(type, path, body, writing));
    return answered(reply, answer, addressOf(path));
  }
}

/** Where what was changed can be read; of a grade there is no such place. */
function addressOf({ negotiation, reportId: report }: Readonly<Record<string, string>>) {
  if (negotiation === undefined) return undefined;
  return () => `/v1/negotiations/${negotiation}/${report === undefined ? 'history' : `reports/${report}`}`;
}
