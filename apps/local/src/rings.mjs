// The rings of tests: each is a project of the root jest.config.mjs, run in a process of its own, some in two passes.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { node } from './children.mjs'
import { prismaEnv } from './prisma.mjs'
import { line } from './say.mjs'

const two = ['--maxWorkers=2'], alone = ['--runInBand']
// Journeys that wait for a browser or a worker of their own more than they wait for a core: two of them side by side.
const broad = '/(screens|real-orders|phone-stress|web-gate|input-gate|tenants|openapi)\\.test\\.ts$'

export const rings = [
  { name: 'core', needs: [], passes: [two] },
  { name: 'house', needs: ['database'], passes: [alone] },
  { name: 'room', needs: ['database', 'redis'], passes: [two] },
  { name: 'mini', needs: [], passes: [two] },
  // What is measured by a clock (a second until the phone knows) runs with nothing beside it.
  { name: 'journey', needs: ['build', 'database', 'redis', 'browser', 'real'], passes: [[...two, `--testPathPatterns=${broad}`], [...alone, `--testPathIgnorePatterns=/node_modules/|/dist/|house\\.test\\.ts|${broad}`]] },
  { name: 'crash', needs: ['build', 'database'], passes: [alone] },
]

/** Runs one ring and counts. A suite that does not even load counts as one failure; so does a pass without tests. */
export async function runRing({ name, passes }, env) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const args of passes) {
    const one = await runPass(name, args, env)
    for (const key of Object.keys(sum)) sum[key] += one[key]
  }
  return sum
}

async function runPass(name, args, env) {
  const notes = mkdtempSync(join(tmpdir(), 'huitou-ring-')), file = join(notes, 'result.json')
  try {
    const { code } = await node([join(root, 'node_modules/jest/bin/jest.js'), '--config', 'jest.config.mjs', '--selectProjects', name, '--json', `--outputFile=${file}`, '--forceExit', ...args], {
      output: 'show', env: { ...env, ...prismaEnv(), NODE_ENV: 'test', TZ: 'UTC', NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning --max-old-space-size=4096' },
    })
    if (!existsSync(file)) { line(`The ring ${name} ended without a result (exit ${code}).`); return { passed: 0, failed: 1, skipped: 0 } }
    const found = JSON.parse(readFileSync(file, 'utf8'))
    const failed = found.numFailedTests + found.numRuntimeErrorTestSuites
    if (found.numTotalTests === 0) line(`The ring ${name} has no tests.`)
    return { passed: found.numPassedTests, failed: found.numTotalTests === 0 || (code !== 0 && failed === 0) ? Math.max(1, failed) : failed, skipped: found.numPendingTests + found.numTodoTests }
  } finally { rmSync(notes, { recursive: true, force: true }) }
}
