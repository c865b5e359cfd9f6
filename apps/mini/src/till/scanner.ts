import { useEffect, useRef, useState } from 'react'
import Taro from '@tarojs/taro'

/** When a keyboard-wedge scanner last typed something: a plugged scanner cannot be detected, its work can. */
let lastGun: number | null = null
export const gunUsedAt = (): number | null => lastGun

/**
 * A wedge scanner is a keyboard that types fast and ends with Enter. It types into any till screen without focus; a person
 * at a keyboard is slower than 50 ms a key, so both are told apart.
 */
export function useWedge(heard: (text: string) => void): void {
  const now = useRef(heard)
  now.current = heard
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return undefined
    let typed = ''
    let last = 0
    const onKey = (e: KeyboardEvent): void => {
      if (e.timeStamp - last > 50) typed = ''
      last = e.timeStamp
      if (e.key === 'Enter') {
        if (typed.length >= 6) {
          e.preventDefault()
          lastGun = Date.now()
          now.current(typed)
        }
        typed = ''
      } else if (/^[\x21-\x7e]$/.test(e.key)) typed += e.key
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [])
}

export type CameraState = 'starting' | 'on' | 'none'

/** The camera of the browser, read frame by frame. Pictures never leave the device. */
export function useCamera(heard: (text: string) => void): { state: CameraState; videoId: string; torch: (() => void) | null } {
  const [state, setState] = useState<CameraState>(process.env.TARO_ENV === 'h5' ? 'starting' : 'none')
  const [torch, setTorch] = useState<(() => void) | null>(null)
  const now = useRef(heard)
  now.current = heard
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return undefined
    let over = false
    let stream: MediaStream | null = null
    const run = async (): Promise<void> => {
      if (!navigator.mediaDevices?.getUserMedia) return setState('none')
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 1280 } } })
      } catch {
        return over ? undefined : setState('none')
      }
      const video = document.getElementById('till-camera') as HTMLVideoElement | null
      if (over || !video) return stopAll(stream)
      video.srcObject = stream
      await video.play().catch(() => undefined)
      setState('on')
      const track = stream.getVideoTracks()[0]
      if (track && (track.getCapabilities?.() as { torch?: boolean } | undefined)?.torch) {
        let lit = false
        setTorch(() => () => { lit = !lit; void track.applyConstraints({ advanced: [{ torch: lit } as MediaTrackConstraintSet] }) })
      }
      const { default: jsQR } = await import('jsqr')
      const canvas = document.createElement('canvas')
      const ink = canvas.getContext('2d', { willReadFrequently: true })
      while (!over && ink) {
        if (video.videoWidth > 0) {
          const side = Math.min(video.videoWidth, video.videoHeight, 640)
          canvas.width = canvas.height = side
          const cut = Math.min(video.videoWidth, video.videoHeight)
          ink.drawImage(video, (video.videoWidth - cut) / 2, (video.videoHeight - cut) / 2, cut, cut, 0, 0, side, side)
          const found = jsQR(ink.getImageData(0, 0, side, side).data, side, side, { inversionAttempts: 'dontInvert' })
          if (found?.data) now.current(found.data)
        }
        await new Promise(go => { setTimeout(go, 120) })
      }
    }
    void run()
    return () => { over = true; stopAll(stream) }
  }, [])
  return { state, videoId: 'till-camera', torch }
}

const stopAll = (stream: MediaStream | null): void => stream?.getTracks().forEach(t => t.stop())

/** WeChat's own scanner. */
export async function scanInWechat(): Promise<string | null> {
  try {
    return (await Taro.scanCode({ onlyFromCamera: false, scanType: ['qrCode', 'barCode'] })).result
  } catch {
    return null // closed without a scan
  }
}

/** One beep and a short buzz: the clerk looks at the customer, not at the screen. */
export function hit(sound: boolean): void {
  void Taro.vibrateShort?.({ type: 'light' })?.catch?.(() => undefined)
  if (!sound || process.env.TARO_ENV !== 'h5' || typeof AudioContext !== 'function') return
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  tone.frequency.value = 1760
  tone.connect(audio.destination)
  tone.start()
  tone.stop(audio.currentTime + 0.08)
  tone.onended = () => { void audio.close() }
}

/** A code from a card has letters in it. So have some labels of goods: what the shop does not know as goods is looked up as a code, and only for a member. */
export const isCardCode = (text: string): boolean => text.length >= 4 && text.length <= 64 && /[A-Za-z]/.test(text) && !text.includes('/')

/** A member code and the code of a coupon are 18 to 20 digits; anything else that a scanner reads is goods. */
export const isMemberCode = (text: string): boolean => /^\d{18,20}$/.test(text)
