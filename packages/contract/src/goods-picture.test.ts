import { goodsPicture, namedPicture } from './index.js'

test('a product is drawn as it says, else by its words, else as a tin', () => {
  expect([['cup', '青瓷盖碗'], ['', '亚麻茶巾'], ['towel', '沉香线香'], ['', '青瓷盖碗'], ['', '白瓷品茗杯'], ['', '岩茶礼盒'], ['', '武夷肉桂'], ['constructor', 'Gift set']].map(([picture, name]) => goodsPicture(picture!, name!))).toEqual(['cup', 'cloth', 'incense', 'gaiwan', 'cup', 'gift-box', 'tin', 'gift-box'])
  expect(['tin', 'towel', '', 'toString'].map(namedPicture)).toEqual(['tin', undefined, undefined, undefined])
})
