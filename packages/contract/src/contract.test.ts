import { routes, type Route } from './index.js'

test('every route declares who may call it, a path of its own, and inputs that do not shadow each other', () => {
  const seen = new Set<string>()
  for (const [name, r] of Object.entries(routes) as [string, Route][]) {
    expect([name, r.access.length > 0]).toEqual([name, true])
    const key = `${r.method} ${r.path.replace(/\{\w+\}/g, '{}')}`
    expect([name, seen.has(key)]).toEqual([name, false])
    seen.add(key)
    const shapes = [r.params, r.query, r.body].filter(Boolean).map((s) => Object.keys((s as unknown as { shape?: object }).shape ?? {}))
    const keys = shapes.flat()
    expect([name, new Set(keys).size]).toEqual([name, keys.length])
    if (r.act) expect([name, r.method !== 'GET' && r.body !== undefined]).toEqual([name, true])
    const placeholders = [...r.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1])
    expect([name, placeholders.sort()]).toEqual([name, Object.keys((r.params as unknown as { shape?: object } | undefined)?.shape ?? {}).sort()])
  }
  expect(Object.keys(routes).length).toBeGreaterThan(100)
})
