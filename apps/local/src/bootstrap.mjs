// The first line of work: needs nothing but Node and npm. Brings the pinned pnpm (`npm ci` on a committed lockfile,
// so its hash is pinned too), installs with the frozen lockfile, and does nothing at all when nothing changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const pin = join(root, 'apps', 'local', 'pnpm')
const home = join(root, '.start', 'pnpm')
const stampFile = join(root, 'node_modules', '.huitou-installed')
export const pnpmBin = () => join(home, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs')

/** Says what to do and ends. */
export function fail(message) { console.error(`\n  ✗ ${message}\n`); process.exit(1) }

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) fail(`Node 20.19 or newer is needed, this is ${process.version}. Get one from https://nodejs.org`)
}

// `npm start` hands its own settings down as npm_* variables and pnpm would obey them; NODE_ENV=production would drop
// the build tools. Kept is only what reaches a registry: mirror, proxy, certificates, caches.
const reachesRegistry = /^npm_config_(registry|.*proxy|ca|cafile|strict_ssl|cache|userconfig|globalconfig|store_dir|offline|prefer_offline)$/i
export function cleanEnv(extra = {}) {
  const kept = Object.entries(process.env).filter(([key]) => key !== 'NODE_ENV' && key !== 'NODE_OPTIONS' && (!/^npm_/i.test(key) || reachesRegistry.test(key)))
  return { ...Object.fromEntries(kept), ...extra }
}

/** npm itself, without relying on PATH or on a shell. */
function npm() {
  const beside = dirname(process.execPath)
  const found = [process.env.npm_execpath, join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'), join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'), '/usr/share/nodejs/npm/bin/npm-cli.js']
    .find((path) => path?.endsWith('npm-cli.js') && existsSync(path))
  return found ? [process.execPath, [found]] : ['npm', []]
}

function ensurePnpm() {
  const wanted = JSON.parse(readFileSync(join(pin, 'package.json'), 'utf8')).dependencies.pnpm
  const manifest = join(home, 'node_modules', 'pnpm', 'package.json')
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === wanted) return
  mkdirSync(home, { recursive: true }); cpSync(pin, home, { recursive: true })
  const [program, before] = npm()
  const args = [...before, 'ci', '--prefix', home, '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=2000', '--loglevel=error']
  for (let round = 0; round < 2; round++) if (spawnSync(program, args, { cwd: home, stdio: 'inherit', env: cleanEnv() }).status === 0) return
  fail(`pnpm ${wanted} could not be installed. The first start needs a reachable npm registry: check the network, or set npm_config_registry to a mirror, and start again.`)
}

function stamp() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) hash.update(readFileSync(join(root, file)))
  for (const folder of ['apps', 'packages']) for (const name of readdirSync(join(root, folder)).sort()) {
    const manifest = join(root, folder, name, 'package.json')
    if (existsSync(manifest)) hash.update(readFileSync(manifest))
  }
  // the path too: a moved or copied checkout may have lost links
  return `${hash.digest('hex')} ${process.platform}-${process.arch} abi${process.versions.modules} ${root}`
}

/** Installs what is missing; answers whether anything was done. */
export function bootstrap({ announce = () => {} } = {}) {
  checkNode()
  const now = stamp()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === now && existsSync(pnpmBin())) return false
  announce()
  try { ensurePnpm() } catch (error) { fail(`The checkout cannot be written to (${error.message}). Start as the user it belongs to, or clone it again somewhere of your own.`) }
  const args = [pnpmBin(), 'install', '--frozen-lockfile', '--prefer-offline', '--config.confirmModulesPurge=false', '--reporter=append-only']
  const install = () => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: cleanEnv() }).status === 0
  if (!install()) { console.error('  The installation broke off; trying once more.'); if (!install()) fail('The packages could not be installed; the lines above say why (most often: no network, or a full disk). Start again once that is mended.') }
  writeFileSync(stampFile, now)
  return true
}
