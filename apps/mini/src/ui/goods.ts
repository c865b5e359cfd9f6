import cloth from './art/cloth.svg'
import cup from './art/cup.svg'
import gaiwan from './art/gaiwan.svg'
import incense from './art/incense.svg'
import tin from './art/tin.svg'

// Our own drawings of goods. A product names its picture; one that does not is told by its words.
const named: Record<string, string> = { cloth, cup, gaiwan, incense, tin }
const guessed: readonly [RegExp, string][] = [[/巾|布|麻|cloth|linen/i, cloth], [/香|incense/i, incense], [/碗|壶|gaiwan|pot/i, gaiwan], [/杯|盏|cup|mug/i, cup]]

export const pictureOf = (picture: string, name: string): string => named[picture] ?? guessed.find(([word]) => word.test(name))?.[1] ?? tin
