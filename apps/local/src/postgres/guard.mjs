// Runs one child; when stdin closes (the parent is gone, even by kill -9) the child is asked to stop. For PostgreSQL
// SIGINT is the fast shutdown, which loses nothing.
import { spawn } from 'node:child_process'

const [program, args, options] = JSON.parse(process.argv[2])
const child = spawn(program, args, { ...options, stdio: ['ignore', 1, 2] })
child.on('error', (error) => { console.error(error.message); process.exit(1) })
child.on('exit', (code) => process.exit(code ?? 1))
let asked = false
const stop = () => {
  if (asked) return
  asked = true
  child.kill('SIGINT')
  setTimeout(() => child.kill('SIGQUIT'), 20_000).unref()
}
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
