import type { Dice } from './dice.js'

const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
const GIVEN = ['若溪', '知夏', '思远', '雨桐', '子涵', '欣怡', '梓萱', '一诺', '浩然', '宇轩', '沐宸', '清扬', '婉清', '静姝', '明哲', '嘉懿', '煜城', '懿轩', '烨伟', '苑博', '伟泽', '熠彤', '鸿煊', '博涛', '秀英', '建国', '丽华', '桂兰', '志强', '海燕', '晓东', '文静', '雪梅', '春燕', '玉兰', '国强', '佳怡', '晨曦', '语嫣', '诗涵', '可馨', '昕妍', '芷若', '念慈', '承志', '怀瑾', '如意', '安然', '乐天', '望舒', '南星', '青黛', '半夏', '云舒', '听雨', '晚晴', '长风', '言蹊', '木兰', '采薇', '静', '敏', '磊', '洋', '艳', '勇', '军', '杰', '娟', '涛', '超', '霞', '平', '刚', '颖', '璐', '楠', '薇', '珂', '岚']
const NICKS = ['许一杯', '周末有闲', '阿南', 'Mia', '山月', '煮水的人', '老周', '小满妈妈', '一盏', '不加糖', '青苔', '半日闲', '陶陶', '岩下', 'Leo', '茶渣', '慢慢', '听泉', '阿茉', '二十四']
const REGIONS: readonly (readonly [string, number])[] = [['浙江省 杭州市', 38], ['浙江省 宁波市', 7], ['浙江省 绍兴市', 5], ['上海市', 12], ['江苏省 苏州市', 7], ['江苏省 南京市', 5], ['福建省 厦门市', 3], ['福建省 南平市', 2], ['广东省 深圳市', 5], ['广东省 广州市', 4], ['北京市', 6], ['四川省 成都市', 3], ['湖北省 武汉市', 2], ['安徽省 合肥市', 2], ['山东省 青岛市', 2], ['陕西省 西安市', 1]]

export function someName(dice: Dice): string {
  if (dice.chance(0.12)) return dice.pick(NICKS)
  const name = SURNAMES[Math.floor(dice.next() * SURNAMES.length)]! + dice.pick(GIVEN)
  return name === '林若溪' ? '林知夏' : name
}

export const someRegion = (dice: Dice): string => REGIONS[dice.weighted(REGIONS.map(([, w]) => w))]![0]

/** Numbers that no network gives out: the demo never writes to a stranger. */
export const somePhone = (n: number): string => `+86170${String(10_000_000 + ((n * 7919 + 104_729) % 89_999_999)).padStart(8, '0')}`
