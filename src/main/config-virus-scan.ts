import { z } from 'zod'

/** Where ClamAV's daemon listens; null asks for the local stand-in, outside production only. */
export type VirusScanConfig = { readonly host: string; readonly port: number } | null

export const virusScanSettings = {
  /** Such as tcp://clamd:3310. */
  CLAMD_URL: z.url({ protocol: /^tcp$/ }).optional(),
}

const Settings = z.object(virusScanSettings)
type Settings = z.output<typeof Settings>

const CLAMD_PORT = 3310

export function virusScanConfig({ CLAMD_URL: url }: Settings): VirusScanConfig {
  if (url === undefined) return null
  const { hostname, port } = new URL(url)
  return { host: hostname.replaceAll(/^\[|\]$/g, ''), port: port === '' ? CLAMD_PORT : Number(port) }
}

export const unsafeVirusScan = (env: Settings): readonly (readonly [boolean, string])[] => [
  [env.CLAMD_URL === undefined, 'CLAMD_URL is not set: the local scanner knows the test virus only'],
]
