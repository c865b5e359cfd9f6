import * as z from 'zod/mini'
import { route } from './route.js'
import { At, Cursor, Done, Id, Login, Name, Password, Pin, Slug, pageOf, pageQuery, text } from './schema.js'
import { Role, StaffSession } from './session.js'

const room = 'merchant'
const Currency = z.string().check(z.regex(/^[A-Z]{3}$/))
const Zone = z.string().check(z.regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+){0,2}$/), z.maxLength(60))
const Brand = z.string().check(z.regex(/^#[0-9a-fA-F]{6}$/))

export const Merchant = z.object({ merchantId: Id, slug: z.string(), name: z.string(), currency: z.string(), zone: z.string(), brand: z.string(), isDemo: z.boolean(), createdAt: At })
export const Store = z.object({ storeId: Id, name: z.string(), address: z.string(), opensAt: z.nullable(z.int()), closesAt: z.nullable(z.int()), closed: z.boolean(), tills: z.array(z.object({ tillId: Id, name: z.string(), lastSeenAt: z.nullable(At) })) })
export const StaffMember = z.object({ staffId: Id, name: z.string(), login: z.string(), role: Role, storeId: z.nullable(Id), active: z.boolean(), hasPin: z.boolean(), hasTotp: z.boolean(), invited: z.boolean(), lastSeenAt: z.nullable(At) })
export const Setting = z.object({ key: z.string(), section: z.string(), kind: z.enum(['choice', 'whole', 'switch', 'text']), choices: z.array(z.string()), min: z.nullable(z.int()), max: z.nullable(z.int()), value: z.union([z.string(), z.number(), z.boolean()]), fallback: z.union([z.string(), z.number(), z.boolean()]), since: z.nullable(At), history: z.array(z.object({ at: At, staffName: z.string(), from: z.union([z.string(), z.number(), z.boolean()]), to: z.union([z.string(), z.number(), z.boolean()]) })) })
export const AuditRow = z.object({ auditId: Id, at: At, actor: z.string(), actorName: z.string(), action: z.string(), subject: z.string(), subjectText: z.string(), before: z.unknown(), after: z.unknown(), reason: z.string() })
const minuteOfDay = z.nullable(z.int().check(z.minimum(0), z.maximum(1440)))

export const merchantRoutes = {
  createMerchant: route({ method: 'POST', room, access: ['public'], path: '/api/merchants', summary: 'Open a shop with its first owner', body: z.object({ name: Name, slug: z.optional(Slug), currency: Currency, zone: Zone, brand: z.optional(Brand), ownerName: Name, login: Login, password: Password, storeName: z.optional(Name) }), status: 201, ok: z.object({ merchant: Merchant, session: StaffSession }), refusals: ['slug-taken', 'currency-unknown', 'zone-unknown'] }),
  readShopDoor: route({ method: 'GET', room, access: ['public'], path: '/api/merchants/{slug}', summary: 'What a sign-in screen may show of a shop', params: z.object({ slug: Slug }), ok: z.object({ merchantId: Id, slug: z.string(), name: z.string(), brand: z.string(), currency: z.string(), zone: z.string(), isDemo: z.boolean(), wechatLogin: z.boolean(), smsLogin: z.boolean() }) }),
  readMerchant: route({ method: 'GET', room, access: ['clerk'], path: '/api/merchant', summary: 'Your shop', ok: Merchant }),
  changeMerchant: route({ method: 'PATCH', room, access: ['owner'], path: '/api/merchant', summary: 'Change name or colour', body: z.object({ name: z.optional(Name), brand: z.optional(Brand) }), ok: Merchant, refusals: ['brand-contrast-too-low'] }),
  listStores: route({ method: 'GET', room, access: ['clerk'], path: '/api/stores', summary: 'Stores with their tills', ok: z.object({ items: z.array(Store) }) }),
  addStore: route({ method: 'POST', room, access: ['owner'], path: '/api/stores', summary: 'Add a store', body: z.object({ name: Name, address: z._default(text(200), ''), opensAt: z.optional(minuteOfDay), closesAt: z.optional(minuteOfDay) }), status: 201, ok: Store, refusals: ['store-name-taken'] }),
  changeStore: route({ method: 'PATCH', room, access: ['owner'], path: '/api/stores/{storeId}', summary: 'Change or close a store', params: z.object({ storeId: Id }), body: z.object({ name: z.optional(Name), address: z.optional(text(200)), opensAt: z.optional(minuteOfDay), closesAt: z.optional(minuteOfDay), closed: z.optional(z.boolean()) }), ok: Store, refusals: ['store-name-taken'] }),
  listStaff: route({ method: 'GET', room: 'staff', access: ['manager'], path: '/api/staff', summary: 'Staff of the shop', ok: z.object({ items: z.array(StaffMember) }) }),
  inviteStaff: route({ method: 'POST', room: 'staff', access: ['owner'], path: '/api/staff', summary: 'Invite by phone or e-mail; the link is shown once', body: z.object({ login: Login, name: Name, role: Role, storeId: z.optional(z.nullable(Id)) }), status: 201, ok: z.object({ staff: StaffMember, inviteLink: z.string(), expiresAt: At }), refusals: ['login-taken-here', 'store-unknown'] }),
  changeStaff: route({ method: 'PATCH', room: 'staff', access: ['owner'], path: '/api/staff/{staffId}', summary: 'Change role, store, or end their access', params: z.object({ staffId: Id }), body: z.object({ name: z.optional(Name), role: z.optional(Role), storeId: z.optional(z.nullable(Id)), active: z.optional(z.boolean()) }), ok: StaffMember, refusals: ['last-owner-stays', 'store-unknown'] }),
  setPin: route({ method: 'POST', room: 'staff', access: ['clerk'], path: '/api/staff/{staffId}/pin', summary: 'Set the till PIN: your own, or as manager anyone\'s', params: z.object({ staffId: Id }), body: z.object({ pin: Pin }), ok: Done, refusals: ['pin-too-simple', 'not-yours'] }),
  listApiKeys: route({ method: 'GET', room: 'integration', access: ['owner'], path: '/api/api-keys', summary: 'API keys, without their secrets', ok: z.object({ items: z.array(z.object({ keyId: Id, name: z.string(), scopes: z.array(z.string()), hint: z.string(), createdAt: At, lastUsedAt: z.nullable(At), revokedAt: z.nullable(At) })) }) }),
  addApiKey: route({ method: 'POST', room: 'integration', access: ['owner'], path: '/api/api-keys', summary: 'Make an API key; the secret is shown once', body: z.object({ name: Name, scopes: z.array(z.enum(['points', 'orders', 'members', 'events'])).check(z.minLength(1), z.maxLength(10)) }), status: 201, ok: z.object({ keyId: Id, secret: z.string() }) }),
  revokeApiKey: route({ method: 'DELETE', room: 'integration', access: ['owner'], path: '/api/api-keys/{keyId}', summary: 'Revoke an API key', params: z.object({ keyId: Id }), ok: Done }),
  listSettings: route({ method: 'GET', room: 'settings', access: ['manager'], path: '/api/settings', summary: 'Every setting in force, with its default', ok: z.object({ items: z.array(Setting) }) }),
  changeSetting: route({ method: 'PUT', room: 'settings', access: ['owner'], path: '/api/settings/{key}', summary: 'Change one setting; the old value stays in its history', params: z.object({ key: text(80, 1) }), body: z.object({ value: z.union([z.string().check(z.maxLength(200)), z.number(), z.boolean()]) }), ok: Setting, refusals: ['setting-unknown', 'setting-value-bad'] }),
  listAudit: route({ method: 'GET', room: 'audit', access: ['owner'], path: '/api/audit', summary: 'Who did what to whom', query: z.object({ ...pageQuery, subject: z.optional(text(120)), actor: z.optional(text(120)), action: z.optional(text(60)), from: z.optional(At), to: z.optional(At) }), ok: pageOf(AuditRow) }),
  pollLive: route({ method: 'GET', room: 'live', access: ['member', 'clerk'], path: '/api/live/poll', summary: 'Wait up to 25 s for a nudge (where server-sent events are missing)', query: z.object({ since: z.optional(Cursor) }), ok: z.object({ since: z.string(), nudges: z.array(z.object({ topic: z.string(), ref: z.string() })) }) }),
  streamLive: route({ method: 'GET', room: 'live', access: ['member', 'clerk'], raw: 'events', path: '/api/live', summary: 'Server-sent events: nudges to re-read. The token may come as ?token=', query: z.object({ token: z.optional(z.string().check(z.maxLength(4000))) }), ok: z.unknown() }),
} as const

