// A browser for the journeys: the one named by CHROME_PATH, the system's Chromium, or Chrome.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const bundles = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium']

export const chromiumAdvice = `The journeys need a Chromium or Chrome, and none was found. Install one (Debian, Ubuntu: apt-get install chromium fonts-noto-cjk; macOS: brew install --cask chromium), or set CHROME_PATH to one, and run npm test again. The rings without a browser: npm test -- core house room mini`

const runs = (path) => { try { accessSync(path, constants.X_OK); return true } catch { return false } }

export async function findChromium() {
  if (process.env.CHROME_PATH) return runs(process.env.CHROME_PATH) ? process.env.CHROME_PATH : undefined
  return [...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))), ...bundles].find(runs)
}
