// pg_dump, pg_restore, psql, pgbench: not bundled, taken from the machine where they are found.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const homes = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt', '/usr/pgsql']

/** The newest copy of a program, with its major version; undefined when there is none. */
export function findProgram(name) {
  const beside = homes.filter(existsSync).flatMap((home) => readdirSync(home).map((version) => join(home, version, 'bin', name))).filter(existsSync)
  const found = [...beside, name].map((path) => ({ path, major: majorOf(path) })).filter((one) => one.major)
  return found.sort((a, b) => b.major - a.major)[0]
}
const majorOf = (path) => Number(/(\d+)(\.|\s|$)/.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.split(' ').slice(2).join(' ') ?? '')?.[1] ?? 0)
