import { Controller } from '@nestjs/common'
import { whatIfRoutes, type InputOf } from '@huitou/contract'
import { Clock } from '../platform/clock/index.js'
import { Database } from '../platform/database/index.js'
import { Caller, Endpoint, Input, actorOf, notFound, refuse, type StaffCaller } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { pageOf, readCursor } from '../platform/page/index.js'
import { termsOf } from '../points/index.js'
import { problemsOfDraft, readDraft } from './drafts.js'
import { stretchFrom } from './stretch.js'
import { WhatIfJobs } from './what-if-jobs.js'
import { BY_HAND, isUnderWay, viewOf } from './what-if-record.js'
import { dropMembers, finishRun, lastRun, listMembers, lockDraft, readRun, replaceRun } from './what-if.rows.js'

type In<K extends keyof typeof whatIfRoutes> = InputOf<(typeof whatIfRoutes)[K]>

@Controller()
export class WhatIfController {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly jobs: WhatIfJobs) {}

  /** The same draft asked again while it is replayed is the same run; another draft, or the same saved again, takes its place. */
  @Endpoint(whatIfRoutes.startWhatIf)
  async start(@Input() ask: In<'startWhatIf'>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    const said = await this.database.inMerchant(caller.merchantId, async (tx) => {
      await lockDraft(tx, ask.of)
      const [draft, last] = [await readDraft(tx, ask.of), await lastRun(tx, ask.of)]
      if (!draft) return refuse('no-draft')
      if (draft.version !== ask.expectVersion || draft.saves !== ask.expectSaves) return refuse('draft-moved-on', { version: draft.version })
      if (last && isUnderWay(last, now) && last.version === draft.version && last.saves === draft.saves) return { run: last, draft, isNew: false }
      const problems = await problemsOfDraft(tx, draft, now)
      if (problems.length > 0) return refuse('draft-has-problems', { problems })
      const whatIfId = newId()
      const { zone } = await termsOf(tx)
      await replaceRun(tx, { whatIfId, draft: ask.of, version: draft.version, saves: draft.saves, fromAt: stretchFrom(now, zone), startedBy: actorOf({ ...caller, tillId: null }), now })
      return { run: (await readRun(tx, whatIfId))!, draft, isNew: true }
    })
    if (!('run' in said)) return said
    if (said.isNew) this.jobs.start(caller.merchantId, said.run.whatIfId)
    return viewOf(said.run, said.draft, now)
  }

  /** The worker hears of it with its next chunk, a moment later. */
  @Endpoint(whatIfRoutes.stopWhatIf)
  stop(@Input() { of }: In<'stopWhatIf'>, @Caller() caller: StaffCaller) {
    const now = this.clock.now()
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      await lockDraft(tx, of)
      const [draft, last] = [await readDraft(tx, of), await lastRun(tx, of)]
      if (!last || !isUnderWay(last, now) || (await finishRun(tx, last.whatIfId, { fault: BY_HAND }, now)) === 0) return refuse('what-if-not-running')
      await dropMembers(tx, last.whatIfId)
      return viewOf((await readRun(tx, last.whatIfId))!, draft, now)
    })
  }

  @Endpoint(whatIfRoutes.readWhatIf)
  read(@Input() { of }: In<'readWhatIf'>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const [draft, last] = [await readDraft(tx, of), await lastRun(tx, of)]
      return { whatIf: last && viewOf(last, draft, this.clock.now()) }
    }, { readOnly: true })
  }

  @Endpoint(whatIfRoutes.listWhatIfMembers)
  members(@Input() ask: In<'listWhatIfMembers'>, @Caller() caller: StaffCaller) {
    return this.database.inMerchant(caller.merchantId, async (tx) => {
      const run = await readRun(tx, ask.whatIfId)
      if (!run) throw notFound()
      const after = readCursor(ask.cursor)
      // of a run that is under way, failed or stopped, a half of the members may be there: that is no result
      const rows = run.state !== 'done' ? [] : await listMembers(tx, ask.whatIfId, { list: ask.list, from: ask.from, to: ask.to, after, limit: ask.limit + 1 })
      return pageOf(rows, ask.limit, (r) => ({ memberId: r.member_id, name: r.name, from: r.from_tier, to: r.to_tier, pointsNow: r.points_now, pointsDraft: r.points_draft }), (r) => [r.size, r.member_id])
    }, { readOnly: true })
  }
}
