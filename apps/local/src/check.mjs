// npm run check: types, lint, import laws. Says what failed and how often, and goes on to the next.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { node } from './children.mjs'
import { watchSignals } from './ending.mjs'
import { ensureFolders } from './folders.mjs'
import { prisma } from './prisma.mjs'
import { line } from './say.mjs'
import { whenChanged } from './sources.mjs'

const bin = (name, path) => join(root, 'node_modules', name, path)

function workspaces() {
  return ['packages', 'apps'].flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)).filter((path) => existsSync(join(root, path, 'tsconfig.json')) && existsSync(join(root, path, 'src')))
}

function checks() {
  const tsc = bin('typescript', 'bin/tsc'), linted = ['apps', 'packages', 'test', 'prisma'].filter((path) => existsSync(join(root, path)))
  return [
    ...workspaces().map((path) => [`types of ${path}`, [tsc, '-p', path, '--pretty']]),
    ['lint', [bin('oxlint', 'bin/oxlint'), '--quiet', ...linted]],
    ['import laws', [bin('dependency-cruiser', 'bin/dependency-cruise.mjs'), '--config', 'dependency-cruiser.cjs', '--output-type', 'err', ...workspaces().map((path) => `${path}/src`), 'apps/local/src']],
  ]
}

/** Runs the checks whose names contain one of the words (all without words), prints and counts them. */
export async function runChecks(words = []) {
  ensureFolders()
  await whenChanged('prisma-client', { from: ['prisma/schema', 'pnpm-lock.yaml'], product: 'apps/api/src/generated/prisma' }, async () => { await prisma(['generate'], { env: { DATABASE_URL: 'postgresql://127.0.0.1/none' } }) })
  const count = { passed: 0, failed: 0, skipped: 0 }
  for (const [name, command] of checks().filter(([title]) => !words.length || words.some((word) => title.includes(word)))) {
    const began = Date.now(), { code, printed } = await node(command)
    line(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    if (code === 0) count.passed++
    else { count.failed++; console.log(printed.trimEnd()) }
  }
  return count
}

export async function run(args) {
  watchSignals({ silent: true })
  const { passed, failed } = await runChecks(args)
  line(failed ? `${failed} of ${passed + failed} checks failed.` : `All ${passed} checks passed.`)
  return failed ? 1 : 0
}
