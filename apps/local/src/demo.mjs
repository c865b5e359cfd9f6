// The demo shop, generated once: by the same cores and tables as a real one.
import { join } from 'node:path'
import { root } from './bootstrap.mjs'
import { node } from './children.mjs'
import { readNote, writeNote } from './folders.mjs'
import { line, step } from './say.mjs'
import { Trouble } from './trouble.mjs'

const program = join(root, 'apps/api/dist/seed/main.js')

/** The generator leaves a shop alone that is there already, so asking twice makes nothing twice. */
export async function ensureDemo(env, { bundled }) {
  if (bundled && readNote('demo') === 'made') return
  await step('demo shop', async () => {
    const { code, printed } = await node(['--enable-source-maps', program], { env, tell: (text) => line(`    ${text.slice(0, 100)}`) })
    if (code !== 0) throw new Trouble(`The demo shop could not be made:\n${printed.slice(-4000)}`)
    if (bundled) writeNote('made', 'demo')
    return printed.trim().split('\n').pop()?.slice(0, 120)
  })
}
