// Addresses of this machine in the local network, and a QR code a phone can take from the terminal.
import { networkInterfaces } from 'node:os'
import { renderUnicodeCompact } from 'uqr'

export function lanAddresses() {
  return Object.values(networkInterfaces()).flat().filter((one) => one && one.family === 'IPv4' && !one.internal).map((one) => one.address)
}
export const qrLines = (text) => renderUnicodeCompact(text, { border: 2 }).split('\n')
