// Redis for the tests: the one of REDIS_URL, or a redis-server of this machine started privately, without files.
import { spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { begin, stopChild } from './children.mjs'
import { atEnd } from './ending.mjs'
import { freePort, sleep } from './postgres/processes.mjs'
import { line } from './say.mjs'

const says = (port) => new Promise((resolve) => {
  const socket = connect({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'))
  socket.setTimeout(500, () => { socket.destroy(); resolve(false) })
  socket.on('data', (answer) => { socket.destroy(); resolve(String(answer).startsWith('+PONG')) }).on('error', () => resolve(false))
})

/** The environment that tells the tests where Redis is; empty when there is none, which is said aloud. */
export async function openRedis() {
  if (process.env.REDIS_URL) { line('✓ Redis: the one of REDIS_URL'); return { REDIS_URL: process.env.REDIS_URL } }
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    line('! no Redis: neither REDIS_URL nor a redis-server on this machine. The contract tests run on the in-process form alone.')
    return {}
  }
  const port = await freePort(0)
  const started = begin('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/'])
  atEnd(() => stopChild(started))
  for (let i = 0; i < 200; i++) { if (await says(port)) break; await sleep(25) }
  line(`✓ Redis: a private one on port ${port}`)
  return { REDIS_URL: `redis://127.0.0.1:${port}/0` }
}
