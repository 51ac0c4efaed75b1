/** Alerts: subscribing to them, listing and ending subscriptions, and what could not be delivered. */
import { Body, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '../openapi/described.js';
import {
  addAlertRequest,
  alertAddedAnswer,
  alertAnswer,
  alertId,
  alertRemovedAnswer,
  alertsAnswer,
  confirmedAnswer,
  confirmRequest,
  deadLettersAnswer,
  replayAnswer,
  replayRequest,
  type AddAlertRequest,
  type AlertAddedAnswer,
  type AlertAnswer,
  type AlertId,
  type AlertRemovedAnswer,
  type AlertsAnswer,
  type ConfirmedAnswer,
  type ConfirmRequest,
  type DeadLettersAnswer,
  type ReplayAnswer,
  type ReplayRequest,
} from '../../../answers/alerts/alerts.js';
import { KnownAs, type KnownCaller } from '../../access/caller.js';
import { AddAlert } from '../../alerts/managing/add-alert.js';
import { ConfirmAlert } from '../../alerts/managing/alert-mails.js';
import { RemoveAlert, ReplayAlert } from '../../alerts/managing/change-alert.js';
import { ListAlerts, ReadAlert, ReadDeadLetters } from '../../alerts/managing/read-alerts.js';
import { JSON_TYPES } from '../body-parsers.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';
import { ContentTypeGuard } from '../guards/content-type.guard.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';

@V1Controller('/alerts', 'alerts')
export class AlertsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'listAlerts', summary: 'Your alerts, and by which channels this server sends' })
  @ApiOkResponse({ standardSchema: alertsAnswer })
  listAlerts(@KnownAs() caller: KnownCaller): Promise<AlertsAnswer> {
    return this.queries.execute(new ListAlerts(caller));
  }

  @Post()
  @HttpCode(201)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'addAlert', summary: 'Be told of changes, by webhook or by mail' })
  @ApiCreatedResponse({ standardSchema: alertAddedAnswer })
  addAlert(
    @Body({ schema: addAlertRequest }) request: AddAlertRequest,
    @KnownAs() caller: KnownCaller,
  ): Promise<AlertAddedAnswer> {
    return this.commands.execute(new AddAlert(request, caller));
  }

  @Post('confirmation')
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'confirmAlert',
    summary: 'Confirm that you want mails, by the code in the one that asks',
  })
  @ApiOkResponse({ standardSchema: confirmedAnswer })
  confirmAlert(@Body({ schema: confirmRequest }) { code }: ConfirmRequest): Promise<ConfirmedAnswer> {
    return this.commands.execute(new ConfirmAlert(code));
  }

  @Get(':alert')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'getAlert', summary: 'One of your alerts, and how its deliveries stand' })
  @ApiOkResponse({ standardSchema: alertAnswer })
  getAlert(@Param('alert', { schema: alertId }) alert: AlertId, @KnownAs() caller: KnownCaller): Promise<AlertAnswer> {
    return this.queries.execute(new ReadAlert(alert, caller));
  }

  @Post(':alert/removal')
  @HttpCode(200)
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'removeAlert',
    summary: 'Remove an alert: its address and its secret are erased, and what waits for it is dropped',
  })
  @ApiOkResponse({ standardSchema: alertRemovedAnswer })
  removeAlert(
    @Param('alert', { schema: alertId }) alert: AlertId,
    @KnownAs() caller: KnownCaller,
  ): Promise<AlertRemovedAnswer> {
    return this.commands.execute(new RemoveAlert(alert, caller));
  }

  @Get(':alert/dead-letters')
  @UseGuards(NoParametersGuard)
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'listDeadLetters', summary: 'What could not be delivered within three days' })
  @ApiOkResponse({ standardSchema: deadLettersAnswer })
  listDeadLetters(
    @Param('alert', { schema: alertId }) alert: AlertId,
    @KnownAs() caller: KnownCaller,
  ): Promise<DeadLettersAnswer> {
    return this.queries.execute(new ReadDeadLetters(alert, caller));
  }

  @Post(':alert/replay')
  @HttpCode(200)
  @UseGuards(NoParametersGuard, new ContentTypeGuard(JSON_TYPES))
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'replayDeadLetters', summary: 'Try dead letters again, under the ids that they had' })
  @ApiOkResponse({ standardSchema: replayAnswer })
  replayDeadLetters(
    @Param('alert', { schema: alertId }) alert: AlertId,
    @Body({ schema: replayRequest }) request: ReplayRequest,
    @KnownAs() caller: KnownCaller,
  ): Promise<ReplayAnswer> {
    return this.commands.execute(new ReplayAlert(alert, request, caller));
  }
}
