// Starts the bare Nest server in a process of its own.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export async function bareServer(url) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./bare-nest.mjs', import.meta.url))], { env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production', DATABASE_URL: url }, stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise((resolve, reject) => { child.stdout.once('data', (text) => resolve(Number(text))); child.once('exit', (code) => reject(new Error(`the bare server ended (${code})`))) })
  return { port, stop: () => child.kill('SIGKILL') }
}
