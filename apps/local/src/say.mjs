// What the launcher prints: one line per step, with the time it took.
export const line = (text = '') => console.log(text ? `  ${text}` : '')

const SOON = 1500

/** Runs one step and prints it with its time, and first that it has begun when it takes long. Work may answer a word to put behind it. */
export async function step(title, work) {
  const began = Date.now(), patience = setTimeout(() => line(`… ${title}`), SOON)
  try {
    const note = await work()
    line(`✓ ${title}${typeof note === 'string' && note ? `: ${note}` : ''} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } finally { clearTimeout(patience) }
}
