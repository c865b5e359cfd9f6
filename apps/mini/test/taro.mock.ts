import { useEffect } from 'react'

// Taro's runtime for component tests: storage in a map, requests answered by the test, navigation remembered.
export const storage = new Map<string, unknown>()
export const went: string[] = []
export type Answer = (request: { url: string; method: string; header: Record<string, string>; data?: unknown }) => Promise<{ statusCode: number; data: unknown }> | { statusCode: number; data: unknown }
let answer: Answer = () => { throw { errMsg: 'request:fail' } }
export const answerWith = (next: Answer): void => { answer = next }

export const clipboard = { text: '', fails: false }
/** What the address of the page carries. */
export const params: Record<string, string> = {}

const go = ({ url }: { url: string }): Promise<object> => { went.push(url); return Promise.resolve({}) }
const Taro = {
  getStorageSync: (k: string) => storage.get(k) ?? '', setStorageSync: (k: string, v: unknown) => { storage.set(k, v) }, removeStorageSync: (k: string) => { storage.delete(k) },
  request: async (r: Parameters<Answer>[0]) => answer(r),
  pxTransform: (n: number) => `${n}px`, navigateTo: go, redirectTo: go, switchTab: go, reLaunch: go, navigateBack: () => Promise.resolve({}), getCurrentPages: () => [],
  setClipboardData: ({ data }: { data: string }) => { if (clipboard.fails) return Promise.reject(new Error('setClipboardData:fail')); clipboard.text = data; return Promise.resolve({}) },
  uploadFile: ({ url, header, success, fail }: { url: string; header: Record<string, string>; success(r: { statusCode: number; data: string }): void; fail(e: { errMsg: string }): void }) => {
    void Promise.resolve().then(() => answer({ url, method: 'POST', header })).then(r => success({ ...r, data: JSON.stringify(r.data) }), fail)
    return {}
  },
  login: () => Promise.resolve({ code: 'wx' }), getExtConfigSync: () => ({}),
}
export default Taro
export const useDidShow = (f: () => void): void => { useEffect(f, []) }
export const useDidHide = (): void => undefined
export const useLaunch = (f: () => void): void => { useEffect(f, []) }
export const useShareAppMessage = (): void => undefined
export const useReachBottom = (): void => undefined
export const useRouter = (): { params: Record<string, string> } => ({ params })
