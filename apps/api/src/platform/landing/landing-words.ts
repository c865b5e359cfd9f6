export interface LandingWords {
  readonly title: string
  readonly hero: string
  readonly line: string
  readonly docs: string
  readonly other: { readonly name: string; readonly lang: 'en' | 'zh-CN' }
  readonly demo: string
  readonly demoLine: string
  readonly well: string
  readonly scenes: { readonly tier: string; readonly toNext: string; readonly back: string; readonly backLine: string }
  readonly member: Door
  readonly till: Door
  readonly owner: Door
  readonly demoMember: (phone: string) => string
  readonly demoStaff: (name: string, pin: string) => string
  readonly demoOwner: (login: string, password: string) => string
  readonly phones: string
  readonly camera: string
}
interface Door { readonly name: string; readonly line: string; readonly go: string }

const b = (text: string): string => `<b>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</b>`

export const landingWords: Readonly<Record<'zh-CN' | 'en', LandingWords>> = {
  'zh-CN': {
    title: '回头', hero: '从哪扇门进来', line: '客人、店员、掌柜，各走各的门，记的是同一本账', docs: '接口文档', other: { name: 'English', lang: 'en' },
    demo: '演示', demoLine: '店里有 5,000 位会员、18 个月的账，随便点。正式开店时没有这些演示账号', well: '一切正常',
    scenes: { tier: '金卡', toNext: '再来一次，就升一级', back: '回头客', backLine: '一个月内又来的人' },
    member: { name: '会员', line: '看卡、攒分、领券，在茶话里聊两句', go: '以会员进店' },
    till: { name: '收银', line: '扫码、算最省的价、收钱、退货', go: '上岗' },
    owner: { name: '掌柜', line: '看生意、定规矩、管会员和券', go: '开门' },
    demoMember: (phone) => `手机号 ${b(phone)}，验证码会显示在页面上`,
    demoStaff: (name, pin) => `店员 ${b(name)}，密码 ${b(pin)}`,
    demoOwner: (login, password) => `账号 ${b(login)}，密码 ${b(password)}`,
    phones: '手机扫这里进店', camera: '手机的相机要 https 才能用；手输数字不用。',
  },
  en: {
    title: 'Huitou', hero: 'Which door is yours', line: 'Shopper, clerk, owner: three doors, one book', docs: 'API', other: { name: '中文', lang: 'zh-CN' },
    demo: 'Demo', demoLine: '5,000 members and 18 months of books to look around in. A real shop has none of these logins', well: 'All is well',
    scenes: { tier: 'Gold', toNext: 'One visit to the next tier', back: 'They come back', backLine: 'within a month' },
    member: { name: 'Member', line: 'Your card, points and coupons, and a chat over tea', go: 'Come in' },
    till: { name: 'Till', line: 'Scan, find the best price, take the money, refund', go: 'Start a shift' },
    owner: { name: 'Owner', line: 'See how it goes, set the rules, know your members', go: 'Open up' },
    demoMember: (phone) => `Phone ${b(phone)}; the code appears on the page`,
    demoStaff: (name, pin) => `Clerk ${b(name)}, PIN ${b(pin)}`,
    demoOwner: (login, password) => `Login ${b(login)}, password ${b(password)}`,
    phones: 'Phones come in here', camera: 'A phone’s camera needs https; typed codes do not.',
  },
}
