import { View } from '@tarojs/components'
import { useLook } from '../platform/prefs'
import { Art } from '../ui/art'
import mistDark from '../ui/art/mist-dark.svg'
import mist from '../ui/art/mist.svg'

/** The mist at the top of the page. */
export function Mist() {
  const { dark } = useLook()
  return <View className='mist'><Art src={dark ? mistDark : mist} className='mist-rd' /></View>
}
