// The one way out: Ctrl-C, a closed terminal and a failure all stop the same things in the same order.
import { killChildren, stopChildren } from './children.mjs'

const closers = []
let ending

/** Registers what must be stopped at the end; last in, first out. */
export const atEnd = (close) => { closers.push(close) }

/** Whether the end has begun: nothing new may be started. */
export const isEnding = () => ended
let ended = false

export async function endAll() {
  ending ??= (async () => {
    for (const close of closers.splice(0).toReversed()) await close().catch((error) => console.error(`  ${error.message}`))
    await stopChildren()
    ending = undefined
  })()
  await ending
}

export function watchSignals({ silent = false } = {}) {
  let times = 0
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, async () => {
    ended = true
    if (times++) { killChildren(); process.exit(1) } // a second Ctrl-C does not wait
    if (!silent) console.log('\n  Stopping ...')
    await endAll()
    if (!silent) console.log('  Stopped. 回头见!')
    process.exit(0)
  })
}
