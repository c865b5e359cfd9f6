import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { apiRoot } from '../platform/where'
import { useWords } from '../words'
import { Art } from '../ui/art'
import { Tap } from '../ui/tap'
import { Viewer } from './picture-viewer'
import type { PostShown } from './post'

/** The room a lone picture takes: its own shape, neither a tower nor a ribbon. */
const lone = (p: PostShown['pictures'][number]): { paddingTop: string; width?: string } => {
  const ratio = Math.min(4 / 3, Math.max(9 / 16, p.height / p.width))
  // a tall one leaves room beside it, so that the words around it stay on the screen
  return ratio > 1 ? { width: '68%', paddingTop: `${(ratio * 68).toFixed(1)}%` } : { paddingTop: `${(ratio * 100).toFixed(1)}%` }
}

/** The pictures of a post: one in its own shape, two and four in pairs, else in threes. A tap opens them on the whole screen. */
export function PostPictures({ pictures }: { pictures: PostShown['pictures'] }) {
  const w = useWords().talk
  const [at, setAt] = useState<number | null>(null)
  const n = pictures.length
  if (n === 0) return null
  const urls = pictures.map(p => apiRoot() + p.url)
  const open = (i: number): void => { if (process.env.TARO_ENV === 'h5') setAt(i); else void Taro.previewImage({ urls, current: urls[i]! }) }
  const kind = n === 1 ? 'one' : n === 2 || n === 4 ? 'two' : 'three'
  return (
    <View className={`pics pics-${kind}`}>
      {pictures.map((p, i) => (
        <Tap key={p.pictureId} className='pic' label={w.picture(i + 1, n)} style={n === 1 ? lone(p) : undefined} onTap={() => open(i)}>
          <Art className='pic-in' src={apiRoot() + (n === 1 ? p.url : p.smallUrl)} fit='cover' lazy />
        </Tap>
      ))}
      {process.env.TARO_ENV === 'h5' && at !== null ? <Viewer urls={urls} at={at} onClose={() => setAt(null)} /> : null}
    </View>
  )
}
