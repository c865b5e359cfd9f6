import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { routes, type Route } from '@huitou/contract'
import { isCalledHere } from '../../config/bare-routes'

// The bundle leaves out what a phone and a till never call. Whatever a screen calls must be in it.
const root = join(__dirname, '..')
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(f => /\.tsx?$/.test(f) && !/\.test\./.test(f)).map(f => readFileSync(join(root, f), 'utf8')).join('\n')
const all = routes as Record<string, Route>

test('every operation that a screen names is in the bundle; what only the desk calls is not', () => {
  const named = Object.keys(all).filter(name => new RegExp(String.raw`(\.${name}\b|'${name}')`).test(sources))
  expect(named.length).toBeGreaterThan(60)
  expect(named.filter(name => !isCalledHere(name, all[name]!.access))).toEqual([])
  expect(isCalledHere('listAudit', all['listAudit']!.access)).toBe(false)
})
