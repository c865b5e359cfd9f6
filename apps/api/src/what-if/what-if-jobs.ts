import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { MerchantId } from '@huitou/units'
import { Overtaken, type WhatIfDeps } from './fold-part.js'
import { runWhatIf, type OtherHalf } from './run-what-if.js'
import { finishRun } from './what-if.rows.js'

/** Replays to the end; a fault is kept with the run and thrown on. A run whose draft moved on ends quietly. */
export async function doWhatIf(deps: WhatIfDeps, merchantId: MerchantId, whatIfId: string, otherHalf?: OtherHalf): Promise<void> {
  try {
    await runWhatIf(deps, merchantId, whatIfId, otherHalf)
  } catch (fault) {
    const moved = fault instanceof Overtaken
    await deps.database.inMerchant(merchantId, (tx) => finishRun(tx, whatIfId, { fault: moved ? 'draft-moved-on' : fault instanceof Error ? fault.message.slice(0, 500) : 'fault' }, deps.clock.now()))
    if (!moved) throw fault
  }
}

/** Starts replays and lets go of them: each in a process of its own, so that a year of orders slows no till; from the sources, in this one. */
export class WhatIfJobs {
  private readonly children = new Set<ChildProcess>()
  private readonly running = new Set<Promise<void>>()
  private readonly worker = fileURLToPath(new URL('./what-if-worker.js', import.meta.url))

  constructor(private readonly deps: WhatIfDeps, private readonly log: (fault: unknown) => void) {}

  start(merchantId: MerchantId, whatIfId: string): void {
    if (!existsSync(this.worker)) {
      const done = doWhatIf(this.deps, merchantId, whatIfId).catch(this.log).finally(() => this.running.delete(done))
      this.running.add(done)
      return
    }
    const child = fork(this.worker, [merchantId, whatIfId, String(this.deps.clock.now() - Date.now())], { execArgv: ['--max-old-space-size=600', '--max-semi-space-size=32'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.children.add(child)
    child.on('error', this.log)
    child.on('exit', (code) => {
      this.children.delete(child)
      if (code) this.log(new Error(`the what-if's worker ended with ${code}`))
    })
  }

  /** Ends with the API: a replay has nothing to save, it is started again. */
  async close(): Promise<void> {
    for (const child of this.children) child.kill('SIGTERM')
    await Promise.all(this.running)
  }
}
