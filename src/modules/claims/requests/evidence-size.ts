const KILOBYTE = 1024
const MEGABYTE = KILOBYTE * KILOBYTE

/** "512 bytes", "24KB", "1.4MB", as the GOV.UK style writes sizes. */
export function sizeText(bytes: number): string {
  if (bytes < KILOBYTE) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  if (bytes < MEGABYTE) return `${Math.round(bytes / KILOBYTE)}KB`
  return `${(bytes / MEGABYTE).toFixed(1)}MB`
}
