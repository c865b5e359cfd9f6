// Bare earns by 32 connections of the Node driver, for machines without pgbench. Prints how many a second.
import pg from 'pg'
import { randomUUID } from 'node:crypto'

const [url, kind, seconds] = process.argv.slice(2)
const end = Date.now() + Number(seconds) * 1000
let done = 0
await Promise.all(Array.from({ length: 32 }, async () => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  while (Date.now() < end) {
    await client.query({ name: 'earn', text: 'select bare_earn($1, $2, 12)', values: [kind === 'hot' ? 1 : 1 + Math.floor(Math.random() * 10_000), randomUUID()] })
    done++
  }
  await client.end()
}))
console.log(done / Number(seconds))
