import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** The headless shell first: it has no window to draw, and costs less than half of what the whole browser does. */
const PLACES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
)

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser without a window: CHROMIUM's, else the machine's. Each story opens contexts of its own in it. */
export async function openChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? PLACES.find((place) => existsSync(place))
  if (!executablePath) throw new Error('The browser stories need chromium: install it, or name it in CHROMIUM')
  return chromium.launch({ executablePath, headless: true, args: FLAGS })
}
