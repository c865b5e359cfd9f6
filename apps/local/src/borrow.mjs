// The shop's database for one command beside a running `npm start`, or without one: what is running is left running.
import { openDatabase } from './database.mjs'
import { keysFolder } from './folders.mjs'
import { runningInstance } from './instance.mjs'

export async function borrowDatabase() {
  const served = runningInstance()
  const database = await openDatabase()
  return {
    ...database,
    env: { DATABASE_URL: database.url, DATABASE_ADMIN_URL: database.adminUrl, HUITOU_DEMO: process.env.HUITOU_DEMO ?? '1', HUITOU_KEYS_DIR: keysFolder(), ...(process.env.REDIS_URL ? { REDIS_URL: process.env.REDIS_URL } : {}) },
    stop: async () => { if (!served) await database.stop() },
  }
}
