import { Module } from '@nestjs/common'
import { SelfAuditController } from './self-audit.controller.js'
import { SelfAudit } from './self-audit.js'

@Module({ controllers: [SelfAuditController], providers: [SelfAudit], exports: [SelfAudit] })
export class SelfAuditModule {}
