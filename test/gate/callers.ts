// A caller of the kind a route asks for, made new where the route could end the one it is called with.
import type { Route } from '@huitou/contract'
import { aClerk, aMember, aStaff, type Shop, type World } from '../world.js'

export async function tokenFor(world: World, shop: Shop, route: Route): Promise<string | undefined> {
  const [way] = route.access
  if (way === undefined || way === 'public') return undefined
  if (way === 'member') return (await aMember(world, shop)).token
  if (way === 'till') return (await aClerk(world, shop)).token
  if (way.startsWith('integration:')) return (await world.as(shop.ownerToken).addApiKey({ name: 'gate', scopes: [way.slice('integration:'.length) as 'points'] })).secret
  return (await aStaff(world, shop, { role: way as 'owner' | 'manager' | 'clerk' })).token
}
