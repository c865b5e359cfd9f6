// From a schema of the contract to a request that fits it, and to many that do not.
import * as z from 'zod/mini'
import type { Route } from '@huitou/contract'

export interface Node { readonly type?: string; readonly format?: string; readonly pattern?: string; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly anyOf?: readonly Node[]; readonly oneOf?: readonly Node[]; readonly allOf?: readonly Node[]; readonly properties?: Readonly<Record<string, Node>>; readonly required?: readonly string[]; readonly items?: Node; readonly minItems?: number; readonly minLength?: number; readonly maxLength?: number; readonly minimum?: number; readonly exclusiveMinimum?: number }

export const schemaOf = (schema: z.ZodMiniType | undefined): Node => (schema ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node : { type: 'object' })

const TEXTS = ['abcdefghijklmnopqrstuvwxyz012345', '493827', '4938', '123456789012345678', '13800138000', 'CNY', 'Asia/Shanghai', '#24493F', 'a-shop', '12-31', '2026-12-31', 'someone@shop.example', 'points', 'zh-CN', 'x']
/** Ids to put where a field has that name; everything else is made from the schema. */
export type Known = (field: string) => string | undefined

export function sample(node: Node, known: Known, field = ''): unknown {
  if (node.const !== undefined) return node.const
  if (node.enum) return node.enum[0]
  const choices = node.anyOf ?? node.oneOf
  if (choices) return sample(choices.find((one) => one.type !== 'null') ?? choices[0] ?? {}, known, field)
  if (node.allOf) return sample(Object.assign({}, ...node.allOf) as Node, known, field)
  if (node.type === 'object' || node.properties) return Object.fromEntries(Object.entries(node.properties ?? {}).filter(([name]) => node.required?.includes(name) || known(name) !== undefined).map(([name, one]) => [name, sample(one, known, name)]))
  if (node.type === 'array') return Array.from({ length: Math.max(node.minItems ?? 0, node.items ? 1 : 0) }, () => sample(node.items ?? {}, known, field.replace(/s$/, '')))
  if (node.type === 'integer' || node.type === 'number') return Math.max(node.minimum ?? 1, node.exclusiveMinimum === undefined ? 1 : node.exclusiveMinimum + 1, 1)
  if (node.type === 'boolean') return true
  if (node.type === 'string') return text(node, known, field)
  return 'x'
}

function text(node: Node, known: Known, field: string): string {
  const id = known(field)
  if (id !== undefined) return id
  if (node.format === 'uuid') return '01900000-0000-7000-8000-00000000abcd'
  if (node.format === 'date-time') return '2026-11-22T08:00:00.000Z'
  if (node.format === 'date') return '2026-11-22'
  const pattern = node.pattern ? new RegExp(node.pattern, 'u') : /./
  return TEXTS.find((one) => one.length >= (node.minLength ?? 0) && one.length <= (node.maxLength ?? 99) && pattern.test(one)) ?? 'x'.repeat(Math.max(1, node.minLength ?? 1))
}

/** Values that have broken programs before. */
export const NASTY: readonly unknown[] = [
  null, '', ' ', '\u0000', 'a\u0000b', '\ud800', '\u202e回头', '👩‍👩‍👧‍👦'.repeat(50), 'x'.repeat(20_000), '__proto__', 'constructor', '../../../etc/passwd', "'; drop table member; --", "' or '1'='1", '${7*7}', '{{7*7}}', '<script>alert(1)</script>', '%00', '%', '\\', '\r\nset-cookie: a=b',
  0, -0, -1, 1.5, 1e21, -1e21, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 2, -2_147_483_649, 2_147_483_648, '9'.repeat(400), '1e309', 'NaN', 'Infinity', true, false,
  [], {}, [[]], [null], { length: 1e9 }, { $ne: null }, { toString: 1 }, JSON.parse('{"__proto__":{"polluted":true}}') as unknown, JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown,
  '0000-00-00', '9999-12-31', '2026-02-30', '2026-11-22T25:61:00Z', '+275760-09-13T00:00:00.000Z', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'urn:uuid:01900000-0000-7000-8000-000000000001',
]

/** Forms that are none, forms of other things, and files that are not what they are called. */
function badForms(field: string): Pick<Asked, 'payload' | 'headers' | 'what'>[] {
  const type = 'multipart/form-data; boundary=x'
  const part = (name: string, file: string, body: string, head = 'image/jpeg') => `--x\r\ncontent-disposition: form-data; name="${name}"; filename="${file}"\r\ncontent-type: ${head}\r\n\r\n${body}\r\n`
  const files = NASTY.map((nasty) => plain(nasty)).flatMap((text) => [part(field, 'a.jpg', text), part(field, text.replaceAll(/["\r\n]/g, ''), '\u00ff\u00d8\u00ff'), part(text.replaceAll(/["\r\n]/g, ''), 'a.jpg', text)])
  const whole = [...files, part(field, 'a.svg', '<svg onload="ran(1)"/>', 'image/svg+xml'), part(field, 'a.jpg', 'x'.repeat(300_000)), part(field, 'a.jpg', 'x').repeat(50), `--x\r\ncontent-disposition: form-data; name="${field}"\r\n\r\nno file\r\n`].map((body) => ({ payload: `${body}--x--\r\n`, headers: { 'content-type': type }, what: 'a form' }))
  const broken = ['', '--x', '--x\r\n', '--x--', `--x\r\n${'a: b\r\n'.repeat(5000)}`, part(field, 'a.jpg', 'never ends')].map((payload) => ({ payload, headers: { 'content-type': type }, what: 'a form that is broken off' }))
  return [...whole, ...broken, ...['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'y'.repeat(5000)}`, 'multipart/mixed; boundary=x'].map((one) => ({ payload: `${part(field, 'a.jpg', 'x')}--x--`, headers: { 'content-type': one }, what: `a form as ${one.slice(0, 60)}` }))]
}

export interface Asked { readonly url: string; readonly payload?: string; readonly headers?: Record<string, string>; readonly what: string }

/** Where a value can be put into a request body: every field at every depth, by its path. */
function* places(value: unknown, at: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  yield at
  if (Array.isArray(value)) for (const [i, one] of value.entries()) yield* places(one, [...at, i])
  else if (value && typeof value === 'object') for (const [name, one] of Object.entries(value)) yield* places(one, [...at, name])
}
function put(value: unknown, at: readonly (string | number)[], what: unknown): unknown {
  const [first, ...rest] = at
  if (first === undefined) return what
  if (Array.isArray(value)) return value.map((one, i) => (i === first ? put(one, rest, what) : one as unknown))
  return Object.fromEntries([...Object.entries(value as Record<string, unknown>), ...(first in (value as object) ? [] : [[first, undefined] as const])].map(([name, one]) => [name, name === first ? put(one, rest, what) : one]))
}

export function addressOf(route: Route, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(plain(params[name])))
  const search = Object.entries(query).filter(([, one]) => one !== undefined).map(([name, one]) => `${encodeURIComponent(name)}=${encodeURIComponent(plain(one))}`).join('&')
  return search ? `${path}?${search}` : path
}
const plain = (value: unknown): string => { const words = typeof value === 'string' ? value : JSON.stringify(value) ?? ''; return words.replaceAll(/[\ud800-\udfff]/gu, '\ufffd').slice(0, 4000).replace(/[\ud800-\udbff]$/, '') }

/** At least `most` requests that a route should survive, some of them even right. */
export function* badRequests(route: Route, known: Known, most: number): Generator<Asked> {
  const params = sample(schemaOf(route.params), known) as Record<string, unknown>, query = sample(schemaOf(route.query), known) as Record<string, unknown>
  const body = route.body ? sample(schemaOf(route.body), known) : undefined, fields = Object.keys(schemaOf(route.query).properties ?? {})
  const json = (value: unknown): string => JSON.stringify(value) ?? ''
  const right = body === undefined ? {} : { payload: json(body) }
  let made = 0
  const ask = (asked: Asked): Asked => { made++; return asked }
  yield ask({ url: addressOf(route, params, query), ...right, what: 'as it should be' })
  for (const nasty of NASTY) {
    for (const name of typeof params === 'object' ? Object.keys(params) : []) if (plain(nasty) !== '') yield ask({ url: addressOf(route, { ...params, [name]: nasty }, query), ...right, what: `path ${name}` })
    for (const name of fields) yield ask({ url: addressOf(route, params, { ...query, [name]: nasty }), ...right, what: `query ${name}` })
    if (body !== undefined) for (const at of places(body)) yield ask({ url: addressOf(route, params, query), payload: json(put(body, at, nasty)), what: `body ${at.join('.') || 'whole'}` })
  }
  if (body !== undefined) {
    for (const at of places(body)) if (at.length) yield ask({ url: addressOf(route, params, query), payload: json(put(body, at, undefined)), what: `body without ${at.join('.')}` })
    for (const payload of ['', '{', '[1,2', 'null', '"x"', '{"a":1}{"b":2}', '\ufeff{}', '{"__proto__":{"polluted":true}}', `${'['.repeat(20_000)}${']'.repeat(20_000)}`]) yield ask({ url: addressOf(route, params, query), payload, what: 'body that is no JSON object' })
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16']) yield ask({ url: addressOf(route, params, query), payload: json(body), headers: { 'content-type': type }, what: `body as ${type}` })
  }
  if (route.form) yield* badForms(route.form).map((form) => ask({ url: addressOf(route, params, query), ...form }))
  for (const header of ['', 'Bearer', 'Bearer x', `Bearer ${'x'.repeat(5000)}`, 'Basic eDp5', 'Bearer eyJhbGciOiJub25lIn0.e30.', 'bearer \u00ff']) yield ask({ url: addressOf(route, params, query), ...right, headers: { authorization: header }, what: 'authorization' })
  for (let n = 0; made < most; n++) { // few fields: the same pool again in unknown places
    const nasty = NASTY[n % NASTY.length], name = ['extra', '__proto__', 'constructor[prototype]', 'limit', 'cursor', 'merchantId', 'a[b]', 'a.b'][n % 8] ?? 'extra'
    yield ask({ url: addressOf(route, params, { ...query, [name]: n % 3 ? nasty : [nasty, nasty] }), ...(body === undefined ? {} : { payload: json({ ...body as object, [name]: nasty }) }), what: `unknown ${name}` })
  }
}
