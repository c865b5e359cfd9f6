import { Image } from '@tarojs/components'
import { useEffect, useState, type CSSProperties } from 'react'
import { network } from '../platform/network'
import { px } from './px'

interface Props { src: string; width?: number; height?: number; className?: string; style?: CSSProperties; alt?: string; lazy?: boolean; fit?: 'cover' | 'contain' }

/** A picture of ours. In browsers a plain img, so that it has an alt text and decodes off the main thread. */
export function Art({ src, width, height, className = '', style, alt = '', lazy, fit }: Props) {
  const box: CSSProperties = { ...(width === undefined ? {} : { width: px(width), height: px(height ?? width) }), ...style }
  if (process.env.TARO_ENV === 'h5') {
    return <Img src={src} alt={alt} className={className} style={{ ...box, ...(fit ? { objectFit: fit } : {}) }} lazy={lazy} />
  }
  return <Image src={src} className={className} style={box} mode={fit === 'cover' ? 'aspectFill' : fit === 'contain' ? 'aspectFit' : 'scaleToFill'} lazyLoad={lazy} />
}

/** Where it cannot be had, a browser draws a broken frame: it is not seen then, in the same space, and asked for again with the next network. */
function Img({ src, alt, className, style, lazy }: Props) {
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => (failed ? network.watch(() => { if (network.get() === 'online') setTries(n => n + 1) }) : undefined), [failed])
  // faint, not hidden: what it shows is still read aloud
  const seen = failed ? { opacity: 0 } : {}
  return <img key={tries} src={src} alt={alt} className={className} style={{ ...style, ...seen }} decoding='async' loading={lazy ? 'lazy' : 'eager'} draggable={false} onError={() => setFailed(true)} onLoad={() => setFailed(false)} />
}
