// What the launcher prints: one line per step, with the time it took.
export const line = (text = '') => console.log(text ? `  ${text}` : '')

/** Runs one step and prints it with its time; work may answer a word to put behind it. */
export async function step(title, work) {
  const began = Date.now()
  if (process.stdout.isTTY) process.stdout.write(`  … ${title}`)
  const note = await work()
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  const done = `  ✓ ${title}${typeof note === 'string' && note ? `: ${note}` : ''} (${seconds} s)`
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${done}\n`)
  else console.log(done)
}
