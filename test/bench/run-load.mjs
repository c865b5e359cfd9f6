// Starts the load generator and reads its figures; the median of several rounds.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./load.mjs', import.meta.url))

export async function load(plan) {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify({ sample: true, tokens: [], ...plan }))
  let text = ''
  for await (const chunk of child.stdout) text += chunk
  const figures = JSON.parse(text)
  const bad = Object.entries(figures.statuses).filter(([status]) => !(plan.expect ?? ['200', '201']).includes(status))
  if (bad.length) throw new Error(`${plan.method} ${plan.paths[0]} answered ${JSON.stringify(figures.statuses)}`)
  return figures
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
export const rounded = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(1) : value.toFixed(2))

/** Runs each of the measures in turn, `rounds` times, so that the machine's moods hit all alike. Answers the medians. */
export async function inTurn(measures, rounds) {
  const all = Object.fromEntries(Object.keys(measures).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) for (const [name, measure] of Object.entries(measures)) all[name].push(await measure(round))
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, { value: median(values), values }]))
}
