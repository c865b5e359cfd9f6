// The load generator, in a process of its own: plain sockets, one request under way on each, so that it costs little of
// the two cores it shares with what it measures. Reads a plan from stdin, prints the figures as JSON.
//   closed loop: every connection sends again as soon as it has its answer, for `seconds` after `warmSeconds`
//   once:        `total` requests, all at the same moment, one per connection
//   open loop:   `rate` requests a second whatever the answers do; latency counts from when it was due
import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'

let text = ''
for await (const chunk of process.stdin) text += chunk
const plan = JSON.parse(text)
const { port, connections, method, paths, tokens, keyPrefix, rate, total } = plan
const body = plan.body === undefined ? '' : JSON.stringify(plan.body)
let sent = 0, measuring = false, stopped = false
const latencies = [], statuses = {}

function requestText() {
  const i = sent++
  const token = tokens.length ? `authorization: Bearer ${tokens[i % tokens.length]}\r\n` : ''
  const key = keyPrefix ? `idempotency-key: ${keyPrefix}-${i}\r\n` : ''
  const content = body ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` : ''
  return `${method} ${paths[i % paths.length]} HTTP/1.1\r\nhost: 127.0.0.1\r\n${token}${key}${content}\r\n${body}`
}

class Line {
  constructor() {
    this.buffer = Buffer.alloc(0); this.busy = false
    this.ready = new Promise((resolve, reject) => { this.socket = connect({ port, host: '127.0.0.1', noDelay: true }, resolve).on('error', (error) => { reject(error); this.fail() }).on('close', () => this.fail()) })
    this.socket.on('data', (chunk) => this.take(chunk))
  }
  send(due = performance.now()) { this.busy = true; this.began = due; this.socket.write(requestText()) }
  fail() { if (this.busy && !stopped) { this.busy = false; statuses.broken = (statuses.broken ?? 0) + 1; this.done?.() } }
  take(chunk) {
    this.buffer = this.buffer.length ? Buffer.concat([this.buffer, chunk]) : chunk
    const end = this.buffer.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.buffer.latin1Slice(0, end), length = /content-length: (\d+)/i.exec(head)
    if (!length) throw new Error(`no content-length in:\n${head}`)
    const whole = end + 4 + Number(length[1])
    if (this.buffer.length < whole) return
    const status = head.slice(9, 12)
    if (measuring) { statuses[status] = (statuses[status] ?? 0) + 1; latencies.push(performance.now() - this.began) }
    if (plan.sample && status[0] !== '2' && !Line.shown) { Line.shown = true; console.error(this.buffer.toString('utf8', 0, whole).slice(0, 1500)) }
    this.buffer = this.buffer.subarray(whole); this.busy = false
    this.done?.()
  }
}

const lines = Array.from({ length: connections }, () => new Line())
await Promise.all(lines.map((line) => line.ready))
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
let began = performance.now()

if (total) {
  measuring = true
  let left = total
  await new Promise((resolve) => {
    const next = (line) => { if (left-- > 0) { line.done = () => { if (latencies.length + (statuses.broken ?? 0) >= total) resolve(); else next(line) }; line.send() } }
    began = performance.now(); for (const line of lines) next(line)
  })
} else if (rate) {
  const idle = [...lines], waiting = []
  const go = () => { while (waiting.length && idle.length) { const line = idle.pop(); line.done = () => { idle.push(line); go() }; line.send(waiting.shift()) } }
  await pause(200)
  began = performance.now(); measuring = true
  for (let due = began; due < began + plan.seconds * 1000;) {
    while (due <= performance.now()) { waiting.push(due); due += 1000 / rate }
    go(); await pause(1)
  }
  for (let i = 0; i < 5000 && (waiting.length || idle.length < lines.length); i++) await pause(2)
} else {
  for (const line of lines) { line.done = () => { if (!stopped) line.send() }; line.send() }
  await pause((plan.warmSeconds ?? 2) * 1000)
  began = performance.now(); measuring = true
  await pause(plan.seconds * 1000)
}
measuring = false; stopped = true
const seconds = (performance.now() - began) / 1000
for (const line of lines) line.socket.destroy()
latencies.sort((a, b) => a - b)
const at = (share) => Math.round((latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0) * 10) / 10
console.log(JSON.stringify({ done: latencies.length, perSecond: latencies.length / seconds, seconds, statuses, p50: at(0.5), p99: at(0.99), max: at(1) }))
process.exit(0)
