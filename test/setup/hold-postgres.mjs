// A process that starts a server on the folder of its argument, says so, and waits: for tests that kill it.
import { startPostgres } from '../../apps/local/src/postgres/server.mjs'

const server = await startPostgres({ dir: process.argv[2], durable: false })
console.log(JSON.stringify({ pid: server.pid, port: server.port, adopted: server.adopted, url: server.url(), files: server.files }))
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, async () => { await server.stop(); process.exit(0) })
setInterval(() => {}, 1_000_000)
