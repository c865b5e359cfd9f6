import Taro from '@tarojs/taro'

// What the phone remembers. Under one prefix, as JSON text, so that H5 and weapp keep the very same thing.
const name = (key: string): string => `huitou.${key}`

export function kept<T>(key: string): T | null {
  try {
    const text: unknown = Taro.getStorageSync(name(key))
    return typeof text === 'string' && text !== '' ? (JSON.parse(text) as T) : null
  } catch {
    return null // a phone with storage switched off still works, it only forgets
  }
}

export function keep(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(name(key), JSON.stringify(value))
  } catch {
    // see above
  }
}

export function forget(key: string): void {
  try {
    Taro.removeStorageSync(name(key))
  } catch {
    // see above
  }
}
