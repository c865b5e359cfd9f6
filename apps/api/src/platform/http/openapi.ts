import * as contract from '@huitou/contract'
import type { Route } from '@huitou/contract'
import * as z from 'zod/mini'

type Json = Record<string, unknown>
const ref = (id: string): string => `#/components/schemas/${id}`

/** The contract as OpenAPI 3.1: JSON Schema 2020-12 is its own dialect, so nothing is translated. */
export function openapi(server: string): Json {
  const named = Object.entries(contract as Record<string, unknown>).filter((x): x is [string, z.ZodMiniType] => isSchema(x[1]))
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of named) registry.add(schema, { id })
  const schemas = z.toJSONSchema(registry, { uri: ref, io: 'output', unrepresentable: 'any' }).schemas as Record<string, Json>
  const paths: Record<string, Json> = {}
  const names = new Map(named.map(([id, schema]) => [schema, id]))
  for (const [operationId, route] of Object.entries(contract.routes) as [string, Route][]) {
    ;(paths[route.path] ??= {})[route.method.toLowerCase()] = operation(operationId, route, names, registry)
  }
  const used = reach(paths, schemas)
  return {
    openapi: '3.1.1',
    info: { title: 'Huitou 回头', version: '1.0.0', description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: server }],
    tags: [...new Set(Object.values(contract.routes as Record<string, Route>).map((r) => r.room))].sort().map((name) => ({ name, description: `Operations of the room "${name}"` })),
    paths,
    components: { schemas: used, securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'An access token, or an API key that starts with hk_' } } },
  }
}

const DESCRIPTION = 'Member CRM for shops: points, tiers, coupons, visits, community. Money is a whole number of minor units; points are whole numbers; instants are UTC; days are the shop’s own. An expected no is 409 with a `code` and its `facts`; every act carries an Idempotency-Key and may be sent again.'

function operation(operationId: string, route: Route, names: Map<z.ZodMiniType, string>, registry: z.core.$ZodRegistry<{ id: string }>): Json {
  const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
    const name = names.get(schema)
    return name && io === 'output' ? { $ref: ref(name) } : bare(z.toJSONSchema(schema, { io, unrepresentable: 'any', ...(io === 'output' ? { metadata: registry, uri: ref } : {}) }))
  }
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')]
  if (route.act) parameters.push({ name: 'Idempotency-Key', in: 'header', required: true, description: 'Names this act. Make it, keep it, then send: the same key gives the same answer.', schema: { type: 'string', minLength: 8, maxLength: 64, pattern: '^[\\x21-\\x7e]+$' } })
  const secured = !route.access.includes('public')
  const body = route.raw === 'request'
    ? route.form ? formBody(route.form) : { required: true, content: { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } } }
    : route.body && { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } }
  return {
    operationId, summary: route.summary, tags: [route.room], security: secured ? [{ bearer: [] }] : [],
    description: `Who may call: ${route.access.join(', ')}.${route.refusals?.length ? ` May say no with: ${route.refusals.join(', ')}.` : ''}`,
    ...(parameters.length > 0 ? { parameters } : {}), ...(body ? { requestBody: body } : {}),
    responses: { [route.status ?? 200]: okOf(route, schemaOf), ...problems(route, secured) },
  }
}

const formBody = (field: string): Json => ({ required: true, content: { 'multipart/form-data': { schema: { type: 'object', required: [field], properties: { [field]: { type: 'string', contentMediaType: 'application/octet-stream' } } } } } })

function okOf(route: Route, schemaOf: (schema: z.ZodMiniType, io: 'output') => Json): Json {
  if (route.raw === 'events') return { description: 'Server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } }
  if (route.raw === 'reply') return { description: 'A file', content: { [route.replies ?? 'text/csv']: { schema: { type: 'string' } } } }
  return { description: 'Done', content: { 'application/json': { schema: schemaOf(route.ok, 'output') } } }
}

function problems(route: Route, secured: boolean): Json {
  const problem = (description: string): Json => ({ description, content: { 'application/problem+json': { schema: { $ref: ref('Problem') } } } })
  return {
    400: problem('Malformed: `fields` says where'),
    ...(secured ? { 401: problem('Not signed in'), 403: problem('Not allowed') } : {}),
    404: problem('Not found'),
    ...(route.act || route.refusals?.length ? { 409: problem('Refused: `code` says why') } : {}),
    429: problem('Too often'), 500: problem('A fault of ours; nothing was changed'), 503: problem('Away for a moment; the same request may be sent again'),
  }
}

function parametersOf(schema: z.ZodMiniType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return []
  const json = bare(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })) as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({ name, in: where, required: where === 'path' || (json.required?.includes(name) ?? false), schema: Object.keys(property).length === 0 ? { type: 'string' } : property }))
}

const isSchema = (v: unknown): v is z.ZodMiniType => typeof v === 'object' && v !== null && '_zod' in v

/** Without the words that only a stand-alone schema needs, and pointing to the components of this document. */
function bare(value: unknown): Json {
  const strip = (x: unknown): unknown => {
    if (Array.isArray(x)) return x.map(strip)
    if (!x || typeof x !== 'object') return x
    return Object.fromEntries(Object.entries(x).filter(([key]) => key !== '$schema' && key !== '~standard' && key !== '$id' && key !== '$defs' && !(key === 'id' && '$schema' in x)).map(([key, v]) => [key, key === '$ref' && typeof v === 'string' ? v.replace('#/$defs/', '#/components/schemas/') : strip(v)]))
  }
  return strip(value) as Json
}

/** Only the schemas that something points to. */
function reach(paths: unknown, schemas: Record<string, Json>): Record<string, Json> {
  const found = new Map<string, Json>()
  const walk = (x: unknown): void => {
    for (const [, id] of JSON.stringify(x).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (found.has(id!) || !schemas[id!]) continue
      const schema = bare(schemas[id!])
      found.set(id!, schema)
      walk(schema)
    }
  }
  walk(paths)
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}
