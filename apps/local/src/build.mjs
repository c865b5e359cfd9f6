// npm run build: everything that `npm start` serves, each part only when its sources changed.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { node } from './children.mjs'
import { compileAll } from './compile.mjs'
import { ensureFolders } from './folders.mjs'
import { prisma } from './prisma.mjs'
import { step } from './say.mjs'
import { whenChanged } from './sources.mjs'
import { Trouble } from './trouble.mjs'
import { alone } from './alone.mjs'

const wire = ['packages/units/src', 'packages/contract/src', 'packages/words/src', 'packages/promotion/src', 'pnpm-lock.yaml']
const cores = ['packages/ledger/src', 'packages/tier/src']
const mini = (type) => ({ from: ['apps/mini', ...wire], product: `apps/mini/dist/${type}`, salt: type })
const admin = { from: ['apps/admin', ...wire, ...cores], product: 'apps/admin/dist/index.html' }

/** What Node runs: the packages and the API. */
export const buildServer = () => alone('build', () => step('server', async () => {
  const client = await whenChanged('prisma-client', { from: ['prisma/schema', 'pnpm-lock.yaml'], product: 'apps/api/src/generated/prisma' }, generate)
  const parts = await compileAll()
  return parts.length || client ? `compiled ${parts.length} parts` : 'unchanged'
}))

/** @param fronts which front ends: h5, weapp, admin */
export const buildFronts = (fronts) => alone('build-fronts', async () => {
  for (const type of ['h5', 'weapp']) if (fronts.includes(type)) await step(`mini-program (${type})`, async () => (await whenChanged(`mini-${type}`, mini(type), () => taro(type)) ? 'built' : 'unchanged'))
  if (fronts.includes('admin')) await step('admin', async () => (await whenChanged('admin', admin, vite) ? 'built' : 'unchanged'))
})

export async function build({ fronts = ['h5', 'weapp', 'admin'] } = {}) {
  await buildServer()
  if (fronts.length) await buildFronts(fronts)
}

async function generate() {
  const { code, output } = await prisma(['generate'], { env: { DATABASE_URL: 'postgresql://127.0.0.1/none' } })
  if (code !== 0) throw new Trouble(`The database client could not be generated from prisma/schema:\n${output}`)
}

/** The built front ends as the API serves them: one folder with m/ and admin/, which point at the products. */
export function webFolder() {
  const web = join(root, '.huitou', 'web')
  mkdirSync(web, { recursive: true })
  for (const [name, product] of [['m', 'mini/dist/h5'], ['admin', 'admin/dist']]) {
    rmSync(join(web, name), { force: true })
    symlinkSync(join('..', '..', 'apps', product), join(web, name))
  }
  return web
}

const from = (app) => createRequire(join(root, 'apps', app, 'package.json'))

async function taro(type) {
  const cli = join(from('mini').resolve('@tarojs/cli/package.json'), '..', 'bin', 'taro')
  const { code, printed } = await node([cli, 'build', '--type', type], { cwd: join(root, 'apps/mini'), env: { NODE_ENV: 'production', BROWSERSLIST_IGNORE_OLD_DATA: '1' } })
  if (code !== 0 || !existsSync(join(root, 'apps/mini/dist', type))) throw new Trouble(`The mini-program (${type}) does not build:\n${printed.slice(-4000)}`)
}
async function vite() {
  const cli = join(from('admin').resolve('vite/package.json'), '..', 'bin', 'vite.js')
  const { code, printed } = await node([cli, 'build', '--logLevel', 'warn'], { cwd: join(root, 'apps/admin'), env: { NODE_ENV: 'production' } })
  if (code !== 0) throw new Trouble(`The admin does not build:\n${printed.slice(-4000)}`)
}

export async function run() {
  ensureFolders()
  await build()
  return 0
}
