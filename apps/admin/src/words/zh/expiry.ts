export const expiry = {
  kinds: { shop: '按店里', rolling: '到手后满', inactivity: '没动静满', fixed: '到某一天', none: '不过期' }, months: '个月', monthCount: '几个月', end: '算到哪天', year: '哪一年', years: (n: number) => (n === 0 ? '当年' : n === 1 ? '次年' : `${n} 年后`), month: '月', day: '日',
  roundTo: { day: '当天', week: '周末', month: '月底', quarter: '季末', 'half-year': '半年末', year: '年底' },
  said: {
    rolling: (n: number, r: string) => `满 ${n % 12 === 0 ? `${n / 12} 年` : `${n} 个月`}，到${r}`, inactivity: (n: number, r: string) => `${n} 个月没动静，到${r}`, fixed: (m: number, d: number, year: string) => `到${year} ${m} 月 ${d} 日`, none: '不过期', shop: '按店里的设置',
  },
}
