import sharp from 'sharp'

/** What a picture may be. A phone shrinks before it sends; what is larger comes from elsewhere. */
export const PICTURE = { mostBytes: 5 * 1024 * 1024, leastPx: 32, mostPx: 12_000, mostPixels: 40_000_000, largePx: 1600, smallPx: 720 } as const

export interface Shrunk { readonly ok: true; readonly large: Buffer; readonly small: Buffer; readonly width: number; readonly height: number }
export type ShrinkAnswer = Shrunk | { readonly ok: false; readonly code: 'picture-not-readable' | 'picture-too-big' }

// Of the many formats the library reads, three decoders stand open: an SVG, a PDF or a TIFF never reaches one.
const DECODERS = ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer']
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: DECODERS })
// One picture is one thread's work, and nothing of it is remembered: the shop's other work goes on beside it.
sharp.cache(false)
sharp.concurrency(1)

/** The kind of picture by its first bytes; a name or a declared type is not looked at. */
export function kindOf(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | null {
  const starts = (at: number, ...these: readonly number[]): boolean => these.every((b, i) => bytes[at + i] === b)
  if (starts(0, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  return starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50) ? 'webp' : null
}

/**
 * Our own JPEG of a picture, in two sizes: drawn anew, so that neither place nor camera (EXIF), nor anything hidden behind
 * the last pixel goes on. Sides and pixels are looked at before a pixel is unpacked.
 */
export async function shrinkPicture(bytes: Buffer): Promise<ShrinkAnswer> {
  if (kindOf(bytes) === null) return { ok: false, code: 'picture-not-readable' }
  const open = (from: Buffer) => sharp(from, { limitInputPixels: PICTURE.mostPixels, failOn: 'error', sequentialRead: true, pages: 1 })
  try {
    // the head alone: the limit on pixels is asked of it here, since it throws only later
    const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata()
    if (Math.min(width, height) < PICTURE.leastPx || Math.max(width, height) > PICTURE.mostPx || width * height > PICTURE.mostPixels) return { ok: false, code: 'picture-too-big' }
    const within = (px: number) => ({ width: px, height: px, fit: 'inside', withoutEnlargement: true }) as const
    const { data: large, info } = await open(bytes).autoOrient().resize(within(PICTURE.largePx)).flatten({ background: '#ffffff' }).toColourspace('srgb').jpeg({ quality: 80 }).timeout({ seconds: 10 }).toBuffer({ resolveWithObject: true })
    const small = await open(large).resize(within(PICTURE.smallPx)).jpeg({ quality: 74 }).timeout({ seconds: 10 }).toBuffer()
    return { ok: true, large, small, width: info.width, height: info.height }
  } catch {
    // broken, cut off, or made to take long: whatever the decoder says of it, it is no picture for us
    return { ok: false, code: 'picture-not-readable' }
  }
}

const AT_ONCE = 2
const WAITING = 12

/** Few at a time: a decoder takes a core and tens of megabytes, and the till waits for the same core. */
export class Shrinking {
  private running = 0
  private readonly queue: (() => void)[] = []

  /** Null: too many wait already. */
  async shrink(bytes: Buffer): Promise<ShrinkAnswer | null> {
    if (this.running >= AT_ONCE) {
      if (this.queue.length >= WAITING) return null
      await new Promise<void>((go) => { this.queue.push(go) })
    } else this.running++
    try {
      return await shrinkPicture(bytes)
    } finally {
      const next = this.queue.shift()
      if (next) next()
      else this.running--
    }
  }
}
