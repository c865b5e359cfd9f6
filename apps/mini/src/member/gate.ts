import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { session } from '../platform/session'
import { useStore } from '../platform/store'

/** Screens of members: whoever is not signed in goes to the door, whenever that comes to be. */
export function useMember(): boolean {
  const signedIn = useStore(session) !== null
  useEffect(() => {
    if (!signedIn) void Taro.reLaunch({ url: '/member/sign-in' })
  }, [signedIn])
  return signedIn
}
