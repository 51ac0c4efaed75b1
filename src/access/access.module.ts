/** Who may come in, and what is done to tokens. */
import { Global, Module } from '@nestjs/common';
import { Access } from './access.service.js';
import { AuditLog } from './audit-log.js';
import { Gate } from './access-control.js';
import { IssueTokenHandler } from './issue-token.js';
import { ListTokensHandler } from './list-tokens.js';
import { RevokeTokenHandler } from './revoke-token.js';

@Global()
@Module({
  providers: [Access, AuditLog, Gate, IssueTokenHandler, ListTokensHandler, RevokeTokenHandler],
  exports: [Access, Gate],
})
export class AccessModule {}
