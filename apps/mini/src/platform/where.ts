import Taro from '@tarojs/taro'
import { keep, kept } from './keep'

// Where the API is and whose shop this is. H5 is served by the API itself, under /m/ or /m/<shop>. A mini-program
// asks WeChat's ext config (one code base published for many shops), else what it was built with.
interface Place { api: string; shop: string }

const ext = (): Partial<Place> => {
  try {
    return (Taro.getExtConfigSync?.() ?? {}) as Partial<Place>
  } catch {
    return {}
  }
}

export const apiRoot = (): string => (process.env.TARO_ENV === 'h5' ? '' : (ext().api ?? HUITOU_API))

/** The shop named by the address or the build; null lets the demo name it. */
export function shopSlug(): string | null {
  if (process.env.TARO_ENV === 'h5') {
    const named = /^\/m\/([a-z0-9][a-z0-9-]+)\/?/.exec(location.pathname)?.[1]
    if (named) keep('shop', named)
    return named ?? kept<string>('shop')
  }
  return ext().shop ?? kept<string>('shop')
}

export const rememberShop = (slug: string): void => keep('shop', slug)
