/** In browsers the page opens without a network too: its worker keeps page and scripts, never an answer of the API. */
export function keepForOffline(): void {
  if (process.env.TARO_ENV !== 'h5' || !('serviceWorker' in navigator)) return
  // Best effort: a browser that refuses still has the page while there is a network.
  const start = (): void => void navigator.serviceWorker.register('/m/sw.js', { scope: '/m/' }).catch(() => undefined)
  if (document.readyState === 'complete') start()
  else addEventListener('load', start, { once: true })
}
