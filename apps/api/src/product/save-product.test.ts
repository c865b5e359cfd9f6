import { aMember, aShop, aStaff, act, bootApi, type World } from '../../../../test/world.js'
import { expectBalanced } from '../../../../test/setup/world-database.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const tea = { sku: 'YC-01', barcode: '6901234567892', name: '牛栏坑肉桂 100g', category: '茶叶', brand: '山岚', priceMinor: 26_800, picture: 'rougui' }

test('products are added once, found by name, SKU and barcode, changed, and their keys stay one of a kind', async () => {
  const shop = await aShop(world)
  const owner = world.as(shop.ownerToken)
  const key = act()
  const [first, again] = [await owner.addProduct(tea, key), await owner.addProduct(tea, key)]
  expect(again).toEqual(first)
  await expect(owner.addProduct({ ...tea, barcode: null, name: '别的' }, act())).rejects.toMatchObject({ problem: { code: 'sku-taken' } })
  await expect(owner.addProduct({ ...tea, sku: 'YC-02' }, act())).rejects.toMatchObject({ problem: { code: 'barcode-taken' } })
  const race = await Promise.allSettled(Array.from({ length: 20 }, () => owner.addProduct({ ...tea, sku: 'RACE', barcode: null }, act())))
  expect(race.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  const cup = await owner.addProduct({ ...tea, sku: 'GW-01', barcode: null, name: '白瓷盖碗', category: '茶器', priceMinor: 12_800 }, act())
  for (const search of ['肉桂', 'yc-0', '6901234567892']) expect((await owner.listProducts({ search })).items.map((p) => p.sku)).toContain('YC-01')
  expect((await owner.listProducts({ search: '100%' })).items).toEqual([])
  expect((await owner.listProducts({ category: '茶器' })).items.map((p) => p.sku)).toEqual(['GW-01'])
  const page = await owner.listProducts({ limit: 2 })
  expect([page.items.length, (await owner.listProducts({ limit: 2, cursor: page.next! })).items.length]).toEqual([2, 1])
  expect(await owner.changeProduct({ productId: cup.productId, sku: 'GW-01', name: '白瓷盖碗', priceMinor: 9_900, category: '茶器' })).toMatchObject({ priceMinor: 9_900 })
  await expect(owner.changeProduct({ productId: cup.productId, sku: 'YC-01', name: '白瓷盖碗', priceMinor: 9_900 })).rejects.toMatchObject({ problem: { code: 'sku-taken' } })
  expect(await owner.listCategories({})).toMatchObject({ categories: [{ name: '茶叶', products: 2 }, { name: '茶器', products: 1 }] })
})

test('another shop sees none of them, and its ids are unknown here; a member is not let in', async () => {
  const [here, there] = [await aShop(world), await aShop(world)]
  const product = await world.as(here.ownerToken).addProduct(tea, act())
  const other = world.as(there.ownerToken)
  expect((await other.listProducts({})).items).toEqual([])
  await expect(other.changeProduct({ ...tea, productId: product.productId })).rejects.toMatchObject({ problem: { status: 404 } })
  const member = await aMember(world, here)
  await expect(world.as(member.token).listProducts({})).rejects.toMatchObject({ problem: { status: 403 } })
  const clerk = await aStaff(world, here, { role: 'clerk' })
  await expect(world.as(clerk.token).addProduct({ ...tea, sku: 'X' }, act())).rejects.toMatchObject({ problem: { status: 403 } })
})
