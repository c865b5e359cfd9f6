// The rings of tests: each is a project of the root jest.config.mjs, run in a process of its own.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { node } from './children.mjs'
import { prismaEnv } from './prisma.mjs'
import { line } from './say.mjs'

export const rings = [
  { name: 'core', needs: [], args: ['--maxWorkers=2'] },
  { name: 'house', needs: ['database'], args: ['--runInBand'] },
  { name: 'room', needs: ['database', 'redis'], args: ['--maxWorkers=2'] },
  { name: 'mini', needs: [], args: ['--maxWorkers=2'] },
  { name: 'journey', needs: ['build', 'database', 'redis', 'browser', 'real'], args: ['--runInBand'] },
  { name: 'crash', needs: ['build', 'database'], args: ['--runInBand'] },
]

/** Runs one ring and counts. A suite that does not even load counts as one failure; so does a ring without tests. */
export async function runRing({ name, args }, env) {
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
