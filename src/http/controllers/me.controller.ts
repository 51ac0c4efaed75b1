/** Who the caller is. */
import { Get, Header, Req, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { meAnswer, type MeAnswer } from '../../../answers/access/me.js';
import { meOf } from '../../access/me.js';
import { NoParametersGuard } from '../guards/no-parameters.guard.js';
import { V1Controller } from '../decorators/v1-controller.decorator.js';

@V1Controller('/me', 'tokens')
@UseGuards(NoParametersGuard)
export class MeController {
  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'readMe', summary: 'Who you are, and what you may do' })
  @ApiOkResponse({ standardSchema: meAnswer })
  readMe(@Req() { caller }: FastifyRequest): MeAnswer {
    return meOf(caller);
  }
}
