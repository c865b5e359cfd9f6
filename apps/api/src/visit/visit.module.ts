import { Module } from '@nestjs/common'
import { IssueCodeAliases } from './issue-code-aliases.js'
import { MyVisitController } from './my-visit.controller.js'
import { Scans } from './scans.js'
import { TillController } from './till.controller.js'
import { TillGoods } from './till-goods.js'
import { Visits } from './visits.js'

@Module({ controllers: [TillController, MyVisitController], providers: [IssueCodeAliases, Scans, TillGoods, Visits], exports: [Visits] })
export class VisitModule {}
