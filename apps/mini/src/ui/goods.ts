import { goodsPicture, namedPicture, type GoodsPicture } from '@huitou/contract'
import cloth from './art/cloth.svg'
import cup from './art/cup.svg'
import gaiwan from './art/gaiwan.svg'
import giftBox from './art/gift-box.svg'
import incense from './art/incense.svg'
import tin from './art/tin.svg'

const drawings: Readonly<Record<GoodsPicture, string>> = { cloth, cup, gaiwan, incense, tin, 'gift-box': giftBox }

/** Our drawing of a product. */
export const pictureOf = (picture: string, name: string): string => drawings[goodsPicture(picture, name)]
/** The drawing that it names; null where it names none of ours. */
export const namedDrawing = (picture: string): string | null => { const key = namedPicture(picture); return key ? drawings[key] : null }
