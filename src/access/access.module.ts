/** Access control, and the tokens by which callers are known. */
import { Global, Module } from '@nestjs/common';
import { AccessService } from './access.service.js';
import { AuditLog } from './audit-log.js';
import { AccessControl } from './access-control.js';
import { IssueTokenHandler } from './issue-token.js';
import { ListTokensHandler } from './list-tokens.js';
import { IdentityProvider } from './provider/identity-provider.js';
import { RevokeTokenHandler } from './revoke-token.js';
import { EraseRecorderHandler } from './recorders/erase-recorder.js';
import { EndSessionsHandler } from './sessions/end-sessions.js';
import { ListSessionsHandler } from './sessions/list-sessions.js';

@Global()
@Module({
  providers: [
    AccessService,
    AuditLog,
    AccessControl,
    IssueTokenHandler,
    ListTokensHandler,
    RevokeTokenHandler,
    EraseRecorderHandler,
    IdentityProvider,
    ListSessionsHandler,
    EndSessionsHandler,
  ],
  exports: [AccessService, AccessControl],
})
export class AccessModule {}
