// As whom to run. PostgreSQL refuses uid 0, and files under root's home are closed to everybody else.
//   self   : not root, nothing to do
//   userns : root (or a uid without a name) outside, another uid inside a user namespace: files stay whose they were, a
//            closed home is no obstacle
//   setuid : root where user namespaces are forbidden (a plain container): run as postgres or nobody, from a place
//            that user can reach
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { MAJOR } from './binaries.mjs'
import { PostgresTrouble } from './trouble.mjs'

/** HUITOU_PG_PRIVILEGE=setuid forces the fallback, to try it where namespaces are allowed. */
export function privilege(force = process.env.HUITOU_PG_PRIVILEGE) {
  if (process.platform !== 'linux') return { mode: 'self' }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')), own = process.getuid()
  if (own !== 0 && accounts.some((one) => Number(one[2]) === own)) return { mode: 'self' }
  const account = ['postgres', 'nobody'].map((name) => accounts.find((one) => one[0] === name)).find(Boolean)
  if (own !== 0 && !account) return { mode: 'self' }
  if (!account) throw new PostgresTrouble('Started as root, and there is neither a postgres nor a nobody user to run the database as. Start as a normal user, or set DATABASE_URL.')
  const uid = Number(account[2]), gid = Number(account[3])
  const tried = force === 'setuid' ? undefined : spawnSync('unshare', [...namespace(uid, gid), 'id', '-u'], { encoding: 'utf8' })
  if (tried?.stdout?.trim() === String(uid)) return { mode: 'userns', uid, gid }
  return own === 0 ? { mode: 'setuid', uid, gid } : { mode: 'self' } // a uid without a name, as some containers give: initdb may still find one
}
const namespace = (uid, gid) => ['-U', `--map-user=${uid}`, `--map-group=${gid}`]

/** The command that runs a binary with that privilege. unshare execs, so the pid is the binary's own. */
export function command(priv, binary, args) {
  if (priv.mode === 'userns') return ['unshare', [...namespace(priv.uid, priv.gid), binary, ...args], {}]
  return [binary, args, priv.mode === 'setuid' ? { uid: priv.uid, gid: priv.gid, cwd: '/' } : {}]
}

/** In setuid mode binaries and data must be reachable for that user; otherwise both move to /var/lib. */
export function place(binaries, dir, priv) {
  if (priv.mode !== 'setuid') return { binaries, dir }
  const reaches = (path) => spawnSync('test', ['-x', path], { uid: priv.uid, gid: priv.gid, cwd: '/' }).status === 0
  const away = join(existsSync('/var/lib') ? '/var/lib' : '/var/tmp', `huitou-pg-${createHash('sha256').update(dir).digest('hex').slice(0, 10)}`)
  const home = reaches(dirname(dir)) ? dir : away
  mkdirSync(home, { recursive: true, mode: 0o755 }); chownSync(home, priv.uid, priv.gid)
  if (reaches(binaries.postgres)) return { binaries, dir: home }
  const copy = join(home, `bin-${MAJOR}`)
  if (!existsSync(join(copy, '.complete'))) {
    rmSync(copy, { recursive: true, force: true }); cpSync(binaries.native, copy, { recursive: true, dereference: true })
    chmodSync(copy, 0o755); writeFileSync(join(copy, '.complete'), '')
  }
  return { binaries: { native: copy, initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }, dir: home }
}
