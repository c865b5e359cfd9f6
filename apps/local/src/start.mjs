// npm start: a shop on one port, from nothing.
import { randomBytes } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startApi } from './api.mjs'
import { buildFronts, buildServer, webFolder } from './build.mjs'
import { isOutside, openDatabase } from './database.mjs'
import { ensureDemo } from './demo.mjs'
import { atEnd, endAll, watchSignals } from './ending.mjs'
import { ensureFolders, keysFolder, shopFolder, within } from './folders.mjs'
import { forgetInstance, noteInstance, runningInstance } from './instance.mjs'
import { lanAddresses, qrLines } from './lan.mjs'
import { freePort } from './postgres/processes.mjs'
import { line, step } from './say.mjs'
import { Trouble } from './trouble.mjs'

const PORT = 7100
const options = { '--lan': 'open to the local network', '--reset': 'begin with a new shop' }

export async function run(args) {
  const unknown = args.find((arg) => !Object.hasOwn(options, arg))
  if (unknown) throw new Trouble(`npm start does not know "${unknown}". It knows: ${Object.entries(options).map(([key, what]) => `${key} (${what})`).join(', ')}.`)
  const lan = args.includes('--lan')
  if (args.includes('--reset') && isOutside()) throw new Trouble('--reset is refused while DATABASE_URL is set: that database is yours. Unset DATABASE_URL, or empty the database yourself.')
  const wanted = wantedPort()
  watchSignals()
  line(); line('Huitou 回头'); line()
  const other = runningInstance()
  if (other) throw new Trouble(`This shop is being served already${other.address ? ` at ${other.address}` : ''} (pid ${other.pid}). Stop that one first (Ctrl-C there, or: kill ${other.pid}), or set HUITOU_DATA to another folder for a second shop.`)
  try { return await serve({ lan, wanted, reset: args.includes('--reset') }) } catch (error) { await endAll(); throw error }
}

function wantedPort() {
  const port = Number(process.env.PORT || PORT)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Trouble(`PORT must be a number between 1 and 65535, not "${process.env.PORT}".`)
  return port
}

async function serve({ lan, wanted, reset }) {
  if (reset) await step('old shop removed', async () => removeShop())
  ensureFolders(); noteInstance({}); atEnd(async () => forgetInstance())
  await buildServer()
  // the front ends take one core, the database and the demo shop the other
  const [, env] = await Promise.all([buildFronts(['h5', 'admin']), openShop(lan)])
  const host = lan ? '0.0.0.0' : '127.0.0.1', port = await choosePort(wanted, host)
  let api
  await step('Huitou itself', async () => { api = await startApi({ port, host, env }) })
  atEnd(() => api.stop())
  const address = `http://127.0.0.1:${port}`
  noteInstance({ port, address })
  await welcome({ address, port, wanted, lan })
  await api.ended
  await endAll()
  throw new Trouble(`The API ended by itself. Its last lines:\n${api.lastLog()}`)
}

async function openShop(lan) {
  const database = await openDatabase(); atEnd(() => database.stop())
  const env = apiEnv(database, lan)
  await ensureDemo(env, { bundled: database.bundled })
  return env
}

async function removeShop() {
  const { clusterPlace, startPostgres } = await import('./postgres/server.mjs')
  const { files } = await clusterPlace(within('postgres')) // in a plain container it lies outside the shop's folder
  if (existsSync(join(files, 'postmaster.pid'))) await (await startPostgres({ dir: within('postgres') })).stop() // one left behind by a killed start
  rmSync(files, { recursive: true, force: true })
  for (const part of ['postgres', 'keys', 'logs', 'migrated', 'demo', 'database.password', 'running.json']) rmSync(within(part), { recursive: true, force: true })
  return shopFolder()
}

async function choosePort(wanted, host) {
  for (let port = wanted; port < wanted + 100 && port <= 65_535; port++) if (await freePort(port, host) && (host === '127.0.0.1' || await freePort(port))) return port
  throw new Trouble(`The ports ${wanted} to ${wanted + 99} are all taken. Set PORT to a free one.`)
}

function apiEnv(database, lan) {
  const env = {
    DATABASE_URL: database.url, DATABASE_ADMIN_URL: database.adminUrl, HUITOU_DEMO: '1', HUITOU_KEYS_DIR: keysFolder(), HUITOU_WEB_DIR: webFolder(),
    ...(process.env.REDIS_URL ? { REDIS_URL: process.env.REDIS_URL } : {}),
  }
  // whoever is in the same network can reach the demo: its well-known passwords would be no passwords
  if (lan) Object.assign(env, { HUITOU_LAN: '1', HUITOU_DEMO_PASSWORD: randomBytes(6).toString('base64url') })
  return env
}

async function welcome({ address, port, wanted, lan }) {
  line()
  if (port !== wanted) line(`Port ${wanted} is taken, so it is ${port} this time.`)
  line(`回头 is open:   ${address}/`)
  line(`  member       ${address}/m/`)
  line(`  till         ${address}/m/#/till/sign-in`)
  line(`  owner        ${address}/admin/`)
  line(`  API          ${address}/api/docs`)
  for (const text of await demoLogins(address, lan)) line(text)
  if (lan) inviteLan(port)
  line(); line('Ctrl-C stops everything. The shop is kept in'); line(`  ${shopFolder()}`); line()
}

/** As the API itself tells them, so that what is printed is what opens. */
async function demoLogins(address, lan) {
  const answer = await fetch(`${address}/api/demo`)
  if (!answer.ok) return []
  const { members, staff } = await answer.json()
  return [
    '', `Demo logins${lan ? ' (passwords made for this start)' : ''}:`,
    ...staff.map((one) => `  ${one.role.padEnd(8)} ${one.login.padEnd(26)} ${one.password}${one.pin ? `   PIN at the till ${one.pin}` : ''}   ${one.name}`),
    ...members.slice(0, 3).map((one) => `  member   ${one.phone.padEnd(26)} the code appears on the screen   ${one.name}`),
  ]
}

function inviteLan(port) {
  const addresses = lanAddresses()
  line()
  if (!addresses.length) line('No address in a local network was found; phones cannot reach this machine.')
  for (const one of addresses) {
    line(`For phones in this network: http://${one}:${port}/m/`)
    for (const row of qrLines(`http://${one}:${port}/m/`)) line(row)
  }
  line("A phone's camera needs https; codes typed by hand work without it.")
}
