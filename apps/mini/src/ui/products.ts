import cloth from './art/cloth.svg'
import cup from './art/cup.svg'
import gaiwan from './art/gaiwan.svg'
import giftBox from './art/gift-box.svg'
import incense from './art/incense.svg'
import tin from './art/tin.svg'

const pictures: Readonly<Record<string, string>> = { tin, gaiwan, cloth, cup, incense, 'gift-box': giftBox }

/** Our drawing of a product by its picture key; null where it has none. */
export const pictureOf = (key: string): string | null => pictures[key] ?? null
