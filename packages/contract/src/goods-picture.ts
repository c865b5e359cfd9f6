/** Our own drawings of goods, by the keys that a product may name as its picture. */
export const GOODS_PICTURES = ['tin', 'gaiwan', 'cup', 'cloth', 'incense', 'gift-box'] as const
export type GoodsPicture = (typeof GOODS_PICTURES)[number]

const told: readonly (readonly [RegExp, GoodsPicture])[] = [[/巾|布|麻|cloth|linen/i, 'cloth'], [/香|incense/i, 'incense'], [/碗|壶|gaiwan|pot/i, 'gaiwan'], [/杯|盏|cup|mug/i, 'cup'], [/礼|gift/i, 'gift-box']]

/** The drawing that a product names; undefined where it names none of ours. */
export const namedPicture = (picture: string): GoodsPicture | undefined => GOODS_PICTURES.find((key) => key === picture)
/** The drawing of a product: the one it names, else the one its words tell of, else a tin. The same on phone and desk. */
export const goodsPicture = (picture: string, name: string): GoodsPicture => namedPicture(picture) ?? told.find(([word]) => word.test(name))?.[1] ?? 'tin'
