/** The ways to change the record: what was recorded stays, and past lenses still show it. */
import { Body, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { ErasureReason } from '../../../events/erasure/erased.js';
import type { ChangeEventType } from '../../../events/event-types.js';
import type { EntryId, NegotiationId, ReportId } from '../../../events/ids.js';
import { publisherName } from '../../../events/report.js';
import type { Writing } from '../../commands/writing.js';
import { ChangeRecord } from '../../commands/change-record.js';
import { EraseEntry } from '../../commands/erase-entry.js';
import { DropTextOf } from '../../intake/erasing/drop-text-of.js';
import { changedAnswer, erasedAnswer, type ChangedAnswer, type ErasedAnswer } from '../../../answers/receipts.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { CreateRoute } from '../decorators/write-routes.decorator.js';
import { Write } from '../decorators/write.decorator.js';
import type { PathParameters } from '../interceptors/receipt.interceptor.js';
import { ChangeBody } from '../openapi/request-bodies.js';
import { ENTRY, NEGOTIATION, REPORT } from './path-parameters.js';

/** Of a publisher or an origin. */
const SOURCE = { schema: publisherName };

const ChangeRoute = (path: string, operationId: string, summary: string) =>
  CreateRoute(path, { operationId, summary, answer: changedAnswer }, locationOf);

@V1Controller('', 'changes of the record')
export class RecordChangesController {
  constructor(private readonly commands: CommandBus) {}

  @ChangeRoute(
    'negotiations/:negotiation/reports/:report/retraction',
    'retractReport',
    'The publisher withdrew a report',
  )
  @ChangeBody('ReportRetracted', 'negotiation', 'reportId')
  retractReport(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('report', REPORT) report: ReportId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('ReportRetracted', { negotiation, reportId: report }, body, writing);
  }

  @ChangeRoute(
    'negotiations/:negotiation/reports/:report/reinstatement',
    'reinstateReport',
    'The publisher stands by a report again that it had withdrawn',
  )
  @ChangeBody('ReportReinstated', 'negotiation', 'reportId')
  reinstateReport(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('report', REPORT) report: ReportId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('ReportReinstated', { negotiation, reportId: report }, body, writing);
  }

  @ChangeRoute(
    'negotiations/:negotiation/reports/:report/correction',
    'correctReport',
    'The publisher changed a report',
  )
  @ChangeBody('ReportCorrected', 'negotiation', 'reportId')
  correctReport(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('report', REPORT) report: ReportId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('ReportCorrected', { negotiation, reportId: report }, body, writing);
  }

  @ChangeRoute('negotiations/:negotiation/entries/:entry/void', 'voidEntry', 'Our desk entered it wrongly')
  @ChangeBody('EntryVoided', 'negotiation', 'entry')
  voidEntry(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('EntryVoided', { negotiation, entry }, body, writing);
  }

  @ChangeRoute('negotiations/:negotiation/entries/:entry/amendment', 'amendEntry', 'Our desk mends its own entry')
  @ChangeBody('EntryAmended', 'negotiation', 'entry')
  amendEntry(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('EntryAmended', { negotiation, entry }, body, writing);
  }

  @ChangeRoute('negotiations/:negotiation/merges', 'mergeSubjects', 'Our desk finds that two slugs are of one thing')
  @ChangeBody('SubjectMerged', 'negotiation')
  mergeSubjects(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('SubjectMerged', { negotiation }, body, writing);
  }

  @ChangeRoute('sources/:publisher/grade', 'gradeSource', 'Our desk grades a source anew')
  @ChangeBody('SourceRegraded', 'publisher')
  gradeSource(
    @Param('publisher', SOURCE) publisher: string,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('SourceRegraded', { publisher }, body, writing);
  }

  @ChangeRoute('sources/:name/alias', 'aliasSource', 'Our desk finds that two names are of one source')
  @ChangeBody('SourceAliased', 'name')
  aliasSource(
    @Param('name', SOURCE) name: string,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('SourceAliased', { name }, body, writing);
  }

  @ChangeRoute('sources/entries/:entry/void', 'voidGrade', 'Our desk graded or aliased a source wrongly')
  @ChangeBody('EntryVoided', 'entry')
  voidGrade(
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('EntryVoided', { entry }, body, writing);
  }

  @ChangeRoute('sources/entries/:entry/amendment', 'amendGrade', 'Our desk mends a grade or an alias that it gave')
  @ChangeBody('EntryAmended', 'entry')
  amendGrade(
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ChangedAnswer> {
    return this.change('EntryAmended', { entry }, body, writing);
  }

  @CreateRoute(
    'negotiations/:negotiation/entries/:entry/erasure',
    {
      operationId: 'eraseEntry',
      summary: 'Texts of an entry are erased for good: their keys are destroyed. It cannot be undone',
      answer: erasedAnswer,
    },
    locationOf,
  )
  @ChangeBody('EntryErased', 'negotiation', 'entry')
  async eraseEntry(
    @Param('negotiation', NEGOTIATION) negotiation: NegotiationId,
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ErasedAnswer> {
    const erased = await this.commands.execute(new EraseEntry({ negotiation, entry }, body, writing));
    if (!writing.dryRun) {
      const { reason } = body as { readonly reason: ErasureReason };
      const of = { fields: erased.erased, reason };
      await this.commands.execute(new DropTextOf(negotiation, entry, of, writing.recorder));
    }
    return erased;
  }

  @CreateRoute(
    'sources/entries/:entry/erasure',
    { operationId: 'eraseGrade', summary: 'Texts of a grade or an alias are erased for good', answer: erasedAnswer },
    locationOf,
  )
  @ChangeBody('EntryErased', 'entry')
  eraseGrade(
    @Param('entry', ENTRY) entry: EntryId,
    @Body() body: unknown,
    @Write() writing: Writing,
  ): Promise<ErasedAnswer> {
    return this.commands.execute(new EraseEntry({ entry }, body, writing));
  }

  private change(type: ChangeEventType, path: PathParameters, body: unknown, writing: Writing): Promise<ChangedAnswer> {
    return this.commands.execute(new ChangeRecord(type, path, body, writing));
  }
}

/** Where what was changed can be read; a grade or an alias has no address of its own. */
function locationOf(_: ChangedAnswer, { negotiation, report }: PathParameters): string | undefined {
  if (negotiation === undefined) return undefined;
  return `/v1/negotiations/${negotiation}/${report === undefined ? 'history' : `reports/${report}`}`;
}
