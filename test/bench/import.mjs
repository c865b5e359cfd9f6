// An order file over HTTP from upload to the last point booked, in rows a second, beside the bare COPY of the same file.
// With REAL_DATA_DIR the real file of 541,909 rows; otherwise one made here.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'

const { from: copyFrom } = createRequire(new URL('../../apps/api/package.json', import.meta.url))('pg-copy-streams')

export async function benchImport({ stand, bare }) {
  const file = orderFile(), shop = await stand.openShop('import')
  const copied = await bareCopy(bare, file), ours = await importFile(stand, shop, file)
  return [{ path: `import of ${file.rows.toLocaleString('en')} rows`, value: ours.perSecond, unit: 'rows/s', base: copied, baseName: 'bare COPY', ratio: ours.perSecond / copied, note: `${ours.seconds.toFixed(1)} s; ${ours.counts.membersMade} members, ${ours.counts.lines} lines; API at most ${ours.mostMegabytes} MB` }]
}

function orderFile() {
  const real = process.env.REAL_DATA_DIR && join(process.env.REAL_DATA_DIR, 'online-retail', 'online_retail.csv.gz')
  if (real && existsSync(real)) return { name: 'online_retail.csv.gz', zipped: readFileSync(real), rows: gunzipSync(readFileSync(real)).toString('latin1').trimEnd().split('\n').length - 1, zone: 'Europe/London' }
  const lines = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country']
  for (let n = 0; n < 60_000; n++) lines.push(`${100_000 + Math.floor(n / 6)},S${n % 900},Thing ${n % 900},${1 + n % 5},2025-${String(1 + n % 12).padStart(2, '0')}-${String(1 + n % 28).padStart(2, '0')} 10:${String(n % 60).padStart(2, '0')}:00,${(1 + n % 40) / 4},${10_000 + Math.floor(n / 6) % 1500},Here`)
  return { name: 'made.csv.gz', zipped: gzipSync(lines.join('\n')), rows: 60_000 }
}

async function bareCopy(url, { zipped, rows }) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const began = Date.now()
    await pipeline(Readable.from([zipped]), createGunzip(), client.query(copyFrom(`copy bare_copy from stdin with (format csv, delimiter e'\\x01', quote e'\\x02', encoding 'latin1')`)))
    return rows / ((Date.now() - began) / 1000)
  } finally { await client.end() }
}

async function importFile(stand, shop, { name, zipped, rows }) {
  const answer = await fetch(`${stand.address}/api/imports?fileName=${name}`, { method: 'POST', headers: { authorization: `Bearer ${shop.owner}`, 'content-type': 'application/octet-stream' }, body: zipped })
  const uploaded = await answer.json()
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${JSON.stringify(uploaded).slice(0, 500)}`)
  const columns = uploaded.guess.columns.map(({ column, field }) => ({ column, field }))
  const terms = { channel: 'bench', mapping: { columns, cancelPrefix: 'C' } }, path = `/api/imports/${uploaded.import.importId}`
  const began = Date.now()
  await stand.call('POST', `${path}/run`, { token: shop.owner, body: terms })
  let mostMegabytes = 0
  for (;;) {
    const found = (await stand.call('GET', path, { token: shop.owner })).import
    mostMegabytes = Math.max(mostMegabytes, memoryOf(stand.api.pid))
    if (found.state === 'done') { const seconds = (Date.now() - began) / 1000; return { perSecond: rows / seconds, seconds, counts: found.counts, mostMegabytes } }
    if (found.state === 'failed') throw new Error(`the import failed: ${found.failure}`)
    if (Date.now() - began > 900_000) throw new Error(`the import was not done after 15 minutes: ${JSON.stringify(found.progress)}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
const memoryOf = (pid) => { try { return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024) } catch { return 0 } }
