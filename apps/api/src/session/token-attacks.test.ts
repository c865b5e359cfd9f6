import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { SignJWT, type JWTPayload } from 'jose'
import { Keys } from '../platform/config/index.js'
import { newId } from '../platform/ids/index.js'
import { makeSecret } from '../platform/secret/index.js'
import { aMember, aShop, aStaff, bootApi, type Shop, type World } from '../../../../test/world.js'

let world: World
let shop: Shop
let right: JWTPayload
beforeAll(async () => {
  world = await bootApi()
  shop = await aShop(world)
  right = JSON.parse(Buffer.from(shop.ownerToken.split('.')[1]!, 'base64url').toString()) as JWTPayload
})
afterAll(() => world?.close())

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const status = async (token: string, url = '/api/staff') => (await world.app.inject({ url, headers: { authorization: `Bearer ${token}` } })).statusCode
const signed = (claims: JWTPayload, o: { key?: Uint8Array; alg?: string; typ?: string } = {}) => new SignJWT(claims).setProtectedHeader({ alg: o.alg ?? 'HS256', typ: o.typ ?? 'JWT' }).sign(o.key ?? world.get(Keys).of('token'))

test('our own token is good, and so is one made the same way: the attacks below fail for what is wrong in them', async () => {
  expect(await status(shop.ownerToken)).toBe(200)
  expect(await status(await signed(right))).toBe(200)
})

test('no algorithm, another one, another key, a key of the wrong kind', async () => {
  const [, body] = shop.ownerToken.split('.')
  for (const alg of ['none', 'None', 'NONE', 'nOnE']) for (const tail of ['.', '.x', '']) expect([alg, tail, await status(`${b64({ alg, typ: 'JWT' })}.${body}${tail}`)]).toEqual([alg, tail, 401])
  expect(await status(await signed(right, { key: randomBytes(32) }))).toBe(401)
  expect(await status(await signed(right, { key: Buffer.alloc(32) }))).toBe(401)
  for (const alg of ['HS384', 'HS512']) expect([alg, await status(await signed(right, { alg, key: Buffer.concat([world.get(Keys).of('token'), world.get(Keys).of('token')]) }))]).toEqual([alg, 401])
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const head = `${b64({ alg: 'RS256', typ: 'JWT' })}.${b64(right)}`
  expect(await status(`${head}.${createSign('RSA-SHA256').update(head).sign(privateKey).toString('base64url')}`)).toBe(401)
  expect(await status(await signed(right, { typ: 'at+jwt' }))).toBe(401)
})

test('another audience, issuer, time, or claims that are missing or bent', async () => {
  const now = Math.floor(world.clock.now() / 1000)
  const bent: Record<string, JWTPayload> = {
    audience: { ...right, aud: 'somebody-else' }, issuer: { ...right, iss: 'not-us' }, expired: { ...right, exp: now - 1 }, 'not yet': { ...right, nbf: now + 600 }, 'no expiry': { ...right, exp: undefined }, 'no subject': { ...right, sub: undefined },
    'no merchant': { ...right, m: undefined }, 'merchant not an id': { ...right, m: "' or 1=1 --" }, 'role unknown': { ...right, r: 'root' }, 'kind unknown': { ...right, k: 'x' }, 'no family': { ...right, f: undefined },
  }
  for (const [what, claims] of Object.entries(bent)) expect([what, await status(await signed(claims))]).toEqual([what, 401])
})

test('a token cut, joined or changed by one letter', async () => {
  const [head, body, mark] = shop.ownerToken.split('.') as [string, string, string]
  const claims = { ...right, r: 'owner', m: newId() }
  for (const token of [`${head}.${b64(claims)}.${mark}`, `${head}.${body}`, `${head}.${body}.${mark}.${mark}`, `${head}.${body}.${mark.slice(0, -2)}`, shop.ownerToken.toLowerCase(), 'a'.repeat(3999), '💥'.repeat(10)]) expect([token.slice(0, 30), await status(encodeURI(token))]).toEqual([token.slice(0, 30), 401])
})

test('a member cannot become staff, a clerk not an owner, and a refresh token is no access token', async () => {
  const member = await aMember(world, shop)
  const clerk = await aStaff(world, shop)
  expect(await status(member.token)).toBe(403)
  expect(await status(clerk.token)).toBe(403)
  const signedIn = await world.as().signInStaff({ login: clerk.login, password: clerk.password })
  if (!('session' in signedIn)) throw new Error('no session')
  expect(await status(signedIn.session.tokens.refreshToken)).toBe(401)
  expect((await world.app.inject({ method: 'POST', url: '/api/session/refresh', payload: { refreshToken: signedIn.session.tokens.accessToken } })).statusCode).toBe(409)
})

test('secrets made up, of another shop, or of another purpose open nothing', async () => {
  const other = await aShop(world)
  const till = await world.as(shop.ownerToken).registerTill({ storeId: shop.storeId, name: '台' })
  for (const token of [makeSecret(shop.merchantId), makeSecret(other.merchantId), till.tillToken]) {
    expect((await world.app.inject({ method: 'POST', url: '/api/session/refresh', payload: { refreshToken: token } })).json().code).toBe('refresh-token-bad')
    expect((await world.app.inject({ method: 'POST', url: '/api/session/staff/invite', payload: { token, name: 'x', password: 'long enough' } })).json().code).toBe('invite-unknown')
    expect((await world.app.inject({ method: 'POST', url: '/api/session/staff/reset', payload: { token, password: 'long enough' } })).json().code).toBe('reset-unknown')
    expect(await status(`hk_${token}`)).toBe(401)
  }
  // The secret of this till under the name of the other shop.
  const moved = Buffer.concat([Buffer.from(other.merchantId.replaceAll('-', ''), 'hex'), Buffer.from(till.tillToken, 'base64url').subarray(16)]).toString('base64url')
  expect((await world.app.inject({ method: 'POST', url: '/api/session/till/clerks', payload: { tillToken: moved } })).json().code).toBe('till-unknown')
})

test('more than was asked for is not taken: a role in an invitation acceptance, a merchant in a body', async () => {
  const invited = await world.as(shop.ownerToken).inviteStaff({ login: 'plain@test.example', name: '平', role: 'clerk' })
  const reply = await world.app.inject({ method: 'POST', url: '/api/session/staff/invite', payload: { token: invited.inviteLink.split('/').pop(), name: '平', password: 'long enough', role: 'owner', merchantId: newId(), active: true } })
  expect(reply.json().session.role).toBe('clerk')
  const member = await aMember(world, shop)
  const changed = await world.app.inject({ method: 'PUT', url: '/api/me', headers: { authorization: `Bearer ${member.token}` }, payload: { name: '甲', tierId: 'black', memberNo: '1', merchantId: newId(), orderCount: 99 } })
  expect(changed.json()).toMatchObject({ name: '甲', memberId: member.memberId })
  const { rows } = await world.admin.query('select tier_id, order_count from member where member_id = $1', [member.memberId])
  expect(rows[0]).toEqual({ tier_id: null, order_count: 0 })
})
