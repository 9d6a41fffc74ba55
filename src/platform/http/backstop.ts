import { BACKSTOP } from './http-rules.ts'

type Window = { begins: number; hits: number }

/**
 * Counts requests by network address in this process's memory, as a last wall against floods. Answers the seconds to wait,
 * or 0. `milliseconds` is any clock that only runs forward.
 */
export function backstop(
  limits: { readonly requests: number; readonly seconds: number; readonly addresses: number } = BACKSTOP,
) {
  const windows = new Map<string, Window>()
  const length = limits.seconds * 1_000
  return (address: string, milliseconds: number): number => {
    const window = windows.get(address)
    if (!window || milliseconds - window.begins >= length) {
      // The oldest go first: a map keeps the order of arrival, and memory stays bounded.
      if (windows.size >= limits.addresses) windows.delete(windows.keys().next().value ?? address)
      windows.delete(address)
      windows.set(address, { begins: milliseconds, hits: 1 })
      return 0
    }
    window.hits += 1
    return window.hits <= limits.requests ? 0 : Math.ceil((window.begins + length - milliseconds) / 1_000)
  }
}
