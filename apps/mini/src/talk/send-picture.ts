import Taro from '@tarojs/taro'
import { ApiRefusal, type AnswerOf, type routes } from '@huitou/contract'
import { sendSigned, Unreached } from '../platform/call'
import { apiRoot } from '../platform/where'

export type SentPicture = AnswerOf<typeof routes.addPicture>
/** A picture that was chosen: what the page shows of it, and what is sent. */
export interface Chosen { readonly src: string; readonly file: Blob | string }

const LONGEST = 1600
const MOST_BYTES = 4_500_000

/** Lets the member choose up to so many, each already small enough to send. An empty list: they thought better of it. */
export const choosePictures = (most: number): Promise<Chosen[]> => (process.env.TARO_ENV === 'h5' ? chooseInBrowser(most) : chooseInWechat(most))

/** Some calls of WeChat answer by callbacks alone, where Taro does not make a promise of them: these are asked by callbacks. */
function called<T>(call: (by: { success(answer: T): void; fail(fault: { errMsg: string }): void }) => unknown): Promise<T> {
  return new Promise((done, fail) => {
    const promise = call({ success: done, fail })
    // where there is a promise as well, its refusal has been heard already
    if (promise instanceof Promise) promise.catch(() => undefined)
  })
}

async function chooseInWechat(most: number): Promise<Chosen[]> {
  const chosen = await called<Taro.chooseMedia.SuccessCallbackResult>(by => Taro.chooseMedia({ count: most, mediaType: ['image'], sizeType: ['compressed'], sourceType: ['album', 'camera'], ...by })).catch(() => ({ tempFiles: [] }))
  return Promise.all(chosen.tempFiles.map(async ({ tempFilePath, size }) => {
    const smaller = size > MOST_BYTES ? await called<Taro.compressImage.SuccessCallbackResult>(by => Taro.compressImage({ src: tempFilePath, quality: 70, ...by })).then(r => r.tempFilePath, () => tempFilePath) : tempFilePath
    return { src: smaller, file: smaller }
  }))
}

function chooseInBrowser(most: number): Promise<Chosen[]> {
  return new Promise(done => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'file', accept: 'image/*', multiple: most > 1 })
    input.id = 'choose-pictures'
    input.style.display = 'none'
    const end = (files: File[]): void => { input.remove(); void Promise.all(files.slice(0, most).map(shrink)).then(done) }
    input.addEventListener('change', () => end(Array.from(input.files ?? [])))
    input.addEventListener('cancel', () => end([]))
    document.body.append(input)
    input.click()
  })
}

/** Drawn anew at the size that is kept. What the browser cannot open goes as it is: the server says what is wrong with it. */
async function shrink(file: File): Promise<Chosen> {
  const small = await createImageBitmap(file).then(async picture => {
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    const paper = canvas.getContext('2d')!
    paper.fillStyle = '#fff'
    paper.fillRect(0, 0, canvas.width, canvas.height)
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return new Promise<Blob | null>(done => { canvas.toBlob(done, 'image/jpeg', 0.86) })
  }).catch(() => null)
  return { src: URL.createObjectURL(small ?? file), file: small ?? file }
}

/** Gives back the memory of one that is no longer shown. */
export const letGo = (chosen: Chosen | null): void => { if (chosen && typeof chosen.file !== 'string') URL.revokeObjectURL(chosen.src) }

/** Sends one; `progress` hears the share that is over, 0 to 100. Throws as a call of the API does. */
export async function sendPicture(chosen: Chosen, progress: (percent: number) => void): Promise<SentPicture> {
  const sent = await sendSigned(header => send(chosen, header, progress))
  if (sent.status >= 400) throw new ApiRefusal(sent.status, sent.answer as ApiRefusal['problem'])
  return sent.answer as SentPicture
}

interface Reply { readonly status: number; readonly answer: unknown }
const parsed = (text: string): unknown => { try { return JSON.parse(text) } catch { return null } }

function send({ file }: Chosen, header: Record<string, string>, progress: (percent: number) => void): Promise<Reply> {
  const url = `${apiRoot()}/api/me/pictures`
  if (typeof file === 'string') {
    return new Promise((done, fail) => {
      const task = Taro.uploadFile({ url, filePath: file, name: 'picture', header, timeout: 60_000, success: r => done({ status: r.statusCode, answer: parsed(r.data) }), fail: e => fail(new Unreached(e.errMsg)) })
      task.progress?.(p => progress(p.progress))
      // heard by `fail` already
      task.catch?.(() => undefined)
    })
  }
  return new Promise((done, fail) => {
    const form = new FormData()
    form.append('picture', file, 'picture.jpg')
    const request = new XMLHttpRequest()
    request.open('POST', url)
    for (const [name, value] of Object.entries(header)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', e => { if (e.lengthComputable) progress((100 * e.loaded) / e.total) })
    request.addEventListener('load', () => done({ status: request.status, answer: parsed(request.responseText) }))
    for (const end of ['error', 'abort', 'timeout']) request.addEventListener(end, () => fail(new Unreached(end)))
    request.timeout = 60_000
    request.send(form)
  })
}
