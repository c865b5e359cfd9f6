// The Prisma command line with our schema engine: Prisma would otherwise download a native one at its first run.
// Also a command: node apps/local/src/prisma.mjs migrate diff ...
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cleanEnv, root } from './bootstrap.mjs'

export const prismaEnv = () => ({
  PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'apps', 'local', 'src', 'schema-engine.mjs'), CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1',
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter), // the engine's first line looks for `node` there
})

/** Runs one Prisma command; answers its exit code and all it printed. */
export function prisma(args, { env = {}, show = false } = {}) {
  const bin = createRequire(import.meta.url).resolve('prisma/build/index.js')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: root, env: cleanEnv({ ...prismaEnv(), ...env }), stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => { output += text })
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit((await prisma(process.argv.slice(2), { show: true })).code)
