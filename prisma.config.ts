// Read by the Prisma command line, which `apps/local/src/prisma.mjs` calls with the right schema engine.
import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_ADMIN_URL'] ?? process.env['DATABASE_URL'] ?? '', shadowDatabaseUrl: process.env['SHADOW_DATABASE_URL'] },
})
