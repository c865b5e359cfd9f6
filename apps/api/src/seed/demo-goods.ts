/** The goods of 山岚茶事. `picture` names one of our own drawings; `weight` is how often it is taken. */
export interface DemoGood { readonly sku: string; readonly barcode: string; readonly name: string; readonly category: '茶叶' | '器物' | '香事' | '布艺'; readonly brand: string; readonly yuan: number; readonly picture: string; readonly weight: number }

const tea = (n: number, name: string, yuan: number, weight: number, brand = '山岚'): DemoGood => ({ sku: `CY-${String(n).padStart(3, '0')}`, barcode: `69012340${String(1000 + n)}`, name, category: '茶叶', brand, yuan, picture: 'tin', weight })
const ware = (n: number, name: string, yuan: number, picture: string, weight: number, brand = '青隅'): DemoGood => ({ sku: `QW-${String(n).padStart(3, '0')}`, barcode: `69012341${String(1000 + n)}`, name, category: '器物', brand, yuan, picture, weight })
const scent = (n: number, name: string, yuan: number, weight: number): DemoGood => ({ sku: `XS-${String(n).padStart(3, '0')}`, barcode: `69012342${String(1000 + n)}`, name, category: '香事', brand: '半山', yuan, picture: 'incense', weight })
const linen = (n: number, name: string, yuan: number, weight: number): DemoGood => ({ sku: `BY-${String(n).padStart(3, '0')}`, barcode: `69012343${String(1000 + n)}`, name, category: '布艺', brand: '素织', yuan, picture: 'cloth', weight })

export const GOODS: readonly DemoGood[] = [
  tea(1, '武夷肉桂 山场小罐 50 克', 168, 14), tea(2, '武夷水仙 老枞 50 克', 148, 8), tea(3, '大红袍 拼配 80 克', 198, 6), tea(4, '西湖龙井 明前 50 克', 260, 7), tea(5, '龙井 雨前 100 克', 128, 9),
  tea(6, '白毫银针 2024 50 克', 188, 5), tea(7, '白牡丹 小饼 100 克', 118, 7), tea(8, '寿眉 老白茶 200 克', 98, 6), tea(9, '茉莉雪芽 60 克', 88, 10), tea(10, '凤凰单丛 鸭屎香 75 克', 138, 8),
  tea(11, '正山小种 野茶 60 克', 158, 6), tea(12, '祁门红茶 礼罐 100 克', 136, 6), tea(13, '普洱熟茶 小沱 200 克', 78, 8), tea(14, '冰岛古树 生普 100 克', 480, 2), tea(15, '安溪铁观音 清香 100 克', 108, 6), tea(16, '桂花乌龙 袋泡 15 包', 58, 12), tea(17, '牛栏坑肉桂 礼盒', 1280, 1), tea(18, '四季茶样 一盒 8 泡', 49, 11),
  ware(1, '青瓷盖碗 150 毫升', 238, 'gaiwan', 7), ware(2, '白瓷盖碗 110 毫升', 128, 'gaiwan', 9), ware(3, '汝窑开片主人杯', 168, 'cup', 6), ware(4, '柴烧品茗杯', 96, 'cup', 8), ware(5, '手绘山水对杯', 218, 'cup', 4), ware(6, '紫砂小壶 手工 130 毫升', 980, 'gaiwan', 1), ware(7, '玻璃公道杯 200 毫升', 68, 'cup', 7), ware(8, '粗陶茶叶罐 中号', 118, 'tin', 5), ware(9, '竹制干泡茶盘', 268, 'bowl', 3), ware(10, '旅行茶具 一壶两杯', 298, 'gaiwan', 4),
  scent(1, '沉香线香 一盒 20 支', 128, 7), scent(2, '檀香盘香 48 盘', 88, 6), scent(3, '白瓷香插', 46, 3), scent(4, '桂子香粉 30 克', 68, 4), scent(5, '铜制小香炉', 328, 2),
  linen(1, '亚麻茶巾', 39, 11), linen(2, '蓝染茶席 60 × 30', 158, 4), linen(3, '棉麻杯垫 四片', 36, 7), linen(4, '茶具收纳布包', 86, 4), linen(5, '素色围裙', 108, 2),
]

/** Bought together far more often than chance: who takes the incense takes the holder. */
export const PAIR = { sku: 'XS-001', with: 'XS-003', share: 0.58 } as const
/** Looked at in one go by those who compare: fine green tea is drunk from glass. */
export const LOOKED_AT_TOGETHER = { sku: 'CY-004', with: 'QW-007', share: 0.62 } as const
