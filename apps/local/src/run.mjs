// npm start | test | check | bench | build | nightly | backup | restore. Plain JavaScript, because the first thing it
// does is to install what TypeScript would need. Only Node's own modules may be imported before bootstrap().
import { bootstrap, checkNode, fail } from './bootstrap.mjs'

const commands = {
  start: () => import('./start.mjs'), test: () => import('./test.mjs'), check: () => import('./check.mjs'), bench: () => import('./bench.mjs'),
  build: () => import('./build.mjs'), nightly: () => import('./nightly.mjs'), backup: () => import('./backup.mjs'), restore: () => import('./restore.mjs'),
}
const [name = 'start', ...args] = process.argv.slice(2)
if (!Object.hasOwn(commands, name)) fail(`There is no command "${name}". There are: ${Object.keys(commands).join(', ')}.`)
checkNode()
const began = Date.now()
if (bootstrap({ announce: () => console.log('\n  Huitou 回头: installing packages (the first time takes about a minute) ...') })) console.log(`  ✓ packages installed (${((Date.now() - began) / 1000).toFixed(1)} s)`)

const { stopChildren } = await import('./children.mjs')
const { run } = await commands[name]()
try { process.exitCode = (await run(args)) ?? 0 } catch (error) {
  await stopChildren()
  const { Trouble } = await import('./trouble.mjs')
  const { PostgresTrouble } = await import('./postgres/trouble.mjs')
  if (error instanceof Trouble || error instanceof PostgresTrouble) fail(error.message)
  fail(`Something went wrong that nobody foresaw:\n${error?.stack ?? error}`)
}
process.exit()
