// For a server: brings the tables of DATABASE_ADMIN_URL up to date and makes or renews the role the API connects as.
// node apps/local/src/migrate.mjs, with DATABASE_ADMIN_URL and HUITOU_API_PASSWORD set.
import { fail } from './bootstrap.mjs'
import { ensureLogin } from './database.mjs'
import { prisma } from './prisma.mjs'

const { DATABASE_ADMIN_URL: adminUrl, HUITOU_API_PASSWORD: password } = process.env
if (!adminUrl || !password) fail('DATABASE_ADMIN_URL and HUITOU_API_PASSWORD must be set.')
if (password.length < 12) fail('HUITOU_API_PASSWORD must have at least 12 characters.')
const { code, output } = await prisma(['migrate', 'deploy'], { env: { DATABASE_URL: adminUrl } })
if (code !== 0) fail(`The tables could not be brought up to date:\n${output}`)
await ensureLogin(adminUrl, password)
console.log('Tables and role are up to date.')
