import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { MerchantId } from '@huitou/units'
import { finishRun } from './import.rows.js'
import { runImport, type ImportDeps } from './run-import.js'
import { undoImport } from './undo-import.js'

export type ImportJob = 'check' | 'run' | 'undo'

/** Does a job to its end; a fault is kept with the run, for the owner to read, and thrown on. */
export async function doJob(deps: ImportDeps, merchantId: MerchantId, importId: string, job: ImportJob): Promise<void> {
  try {
    if (job === 'undo') await undoImport(deps, merchantId, importId)
    else await runImport(deps, merchantId, importId, { dry: job === 'check' })
    // booked: nothing of the file is needed any more, and it holds people's names
    if (job === 'run') await rm(deps.pathOf(merchantId, importId), { force: true })
  } catch (fault) {
    await deps.database.inMerchant(merchantId, (tx) => finishRun(tx, importId, { status: 'failed', fault: fault instanceof Error ? fault.message.slice(0, 500) : 'fault' }, deps.clock.now()))
    throw fault
  }
}

/**
 * Starts jobs and lets go of them. Each runs in a process of its own, with its own memory limit, so that a large file
 * slows no till; where the worker was not compiled (tests run from the sources) it runs in this one.
 */
export class ImportJobs {
  private readonly children = new Set<ChildProcess>()
  private readonly running = new Set<Promise<void>>()
  private readonly worker = fileURLToPath(new URL('./import-worker.js', import.meta.url))

  constructor(private readonly deps: ImportDeps, private readonly log: (fault: unknown) => void) {}

  start(merchantId: MerchantId, importId: string, job: ImportJob): void {
    if (!existsSync(this.worker)) {
      const done = doJob(this.deps, merchantId, importId, job).catch(this.log).finally(() => this.running.delete(done))
      this.running.add(done)
      return
    }
    const child = fork(this.worker, [merchantId, importId, job, String(this.deps.clock.now() - Date.now())], { execArgv: ['--max-old-space-size=600', '--max-semi-space-size=32'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.children.add(child)
    child.on('error', this.log)
    child.on('exit', (code) => {
      this.children.delete(child)
      if (code) this.log(new Error(`the import's worker ended with ${code}`))
    })
  }

  /** Ends with the API: what was booked stays, and the import may be run again. */
  async close(): Promise<void> {
    for (const child of this.children) child.kill('SIGTERM')
    await Promise.all(this.running)
  }
}
