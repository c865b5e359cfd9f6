import { Module } from '@nestjs/common'
import { SelfAuditModule } from '../self-audit/index.js'
import { NightWatch } from './night-watch.js'

@Module({ imports: [SelfAuditModule], providers: [NightWatch], exports: [NightWatch] })
export class NightlyModule {}
