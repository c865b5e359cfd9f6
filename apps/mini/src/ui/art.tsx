import { Image } from '@tarojs/components'
import type { CSSProperties } from 'react'
import { px } from './px'

interface Props { src: string; width?: number; height?: number; className?: string; style?: CSSProperties; alt?: string; lazy?: boolean; fit?: 'cover' | 'contain' }

/** A picture of ours. In browsers a plain img, so that it has an alt text and decodes off the main thread. */
export function Art({ src, width, height, className = '', style, alt = '', lazy, fit }: Props) {
  const box: CSSProperties = { ...(width === undefined ? {} : { width: px(width), height: px(height ?? width) }), ...style }
  if (process.env.TARO_ENV === 'h5') {
    return <img src={src} alt={alt} className={className} style={{ ...box, ...(fit ? { objectFit: fit } : {}) }} decoding='async' loading={lazy ? 'lazy' : 'eager'} draggable={false} />
  }
  return <Image src={src} className={className} style={box} mode={fit === 'cover' ? 'aspectFill' : fit === 'contain' ? 'aspectFit' : 'scaleToFill'} lazyLoad={lazy} />
}
