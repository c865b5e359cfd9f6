// Bakes the four tier materials to WebP. They use turbulence filters and up to 200 KB of paths: far too
// heavy to draw live on a phone. Run it after changing a tier-*.svg; the pictures are committed.
//   node apps/mini/art/bake.mjs [quality]
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const width = 716, height = 452, quality = Number(process.argv[2] ?? 0.74) // 2 px for each of the card's 358 x 226: what the main package can carry
const here = new URL('.', import.meta.url)
const browser = await chromium.launch({ executablePath: process.env.HUITOU_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage({ viewport: { width: 358, height: 226 }, deviceScaleFactor: 2 })
for (const tier of ['silver', 'gold', 'platinum', 'black']) {
  const svg = readFileSync(new URL(`tier-${tier}.svg`, here), 'utf8')
  await page.setContent(`<style>*{margin:0}img{display:block}</style><img width=358 height=226 src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`)
  await page.waitForFunction(() => document.images[0].complete)
  const png = (await page.screenshot({ omitBackground: true })).toString('base64')
  const webp = await page.evaluate(async ({ png, width, height, quality }) => {
    const image = new Image(); image.src = `data:image/png;base64,${png}`; await image.decode()
    const canvas = document.createElement('canvas'); canvas.width = width; canvas.height = height
    canvas.getContext('2d').drawImage(image, 0, 0, width, height)
    return canvas.toDataURL('image/webp', quality).split(',')[1]
  }, { png, width, height, quality })
  const bytes = Buffer.from(webp, 'base64')
  writeFileSync(new URL(`../src/ui/art/tier-${tier}.webp`, here), bytes)
  console.log(`tier-${tier}.webp ${bytes.length} bytes`)
}
await browser.close()
