import type { Log } from '#src/platform/log.ts'
import { clamd } from '#src/platform/virus-scan/clamd.ts'
import type { VirusScan } from '#src/platform/virus-scan/virus-scan-port.ts'
import type { Config } from './config.ts'

type Options = { readonly config: Pick<Config, 'virusScan' | 'baseUrl'>; readonly log: Log }

/** The scanner that is configured; outside production a local one is started in its stead. Its code is not read in production. */
export async function openVirusScan({ config: { virusScan, baseUrl }, log }: Options): Promise<VirusScan> {
  if (virusScan) return clamd({ ...virusScan, log })
  const { localClamd } = await import('./dev/virus-scan/local-clamd.ts')
  const { moodAt } = await import('./dev/virus-scan/moods.ts')
  const { port } = await localClamd(() => moodAt(baseUrl))
  return clamd({ host: '127.0.0.1', port, log })
}
