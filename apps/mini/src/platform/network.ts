import Taro from '@tarojs/taro'
import { createStore } from './store'

/** Whether the last word from the network was yes or no. */
export const network = createStore<'online' | 'offline'>('online')

if (process.env.TARO_ENV === 'h5') {
  if (typeof addEventListener === 'function') {
    addEventListener('online', () => network.set('online'))
    addEventListener('offline', () => network.set('offline'))
  }
} else {
  Taro.onNetworkStatusChange?.(({ isConnected }) => network.set(isConnected ? 'online' : 'offline'))
}
