import type { FastifyRequest } from 'fastify'
import type { Speech } from './malformed.js'

/** zh-CN unless the caller prefers English. */
export function speechOf(request: Pick<FastifyRequest, 'headers'>): Speech {
  const wanted = request.headers['accept-language']
  if (!wanted) return 'zh-CN'
  const ranked = wanted.split(',').map((part, i) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
    const q = Number(rest.find((r) => r.trim().startsWith('q='))?.trim().slice(2) ?? 1)
    return { tag, q: Number.isFinite(q) ? q : 0, i }
  }).sort((a, b) => b.q - a.q || a.i - b.i)
  const first = ranked.find(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'))
  return first?.tag.startsWith('en') ? 'en' : 'zh-CN'
}
