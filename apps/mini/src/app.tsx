import { useLaunch } from '@tarojs/taro'
import { useEffect, type PropsWithChildren } from 'react'
import './platform/aria'
import { startLive } from './platform/live'
import { keepForOffline } from './platform/offline'
import { session } from './platform/session'
import { fillCodes } from './member/code-store'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    keepForOffline()
    // Whoever is signed in hears nudges from the first moment, and has codes for a place without a network.
    if (session.get()) startLive()
  })
  useEffect(() => session.watch(() => { if (session.get()) void fillCodes().catch(() => undefined) }), []) // without a network the next showing of the code asks again
  return children
}
