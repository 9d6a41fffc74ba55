import autocannon from 'autocannon'

export type Sides<Value> = { readonly ours: Value; readonly stock: Value }

/** Each side in turn, several times over, so that a busy moment of the machine falls on both; the median of each. */
export async function interleaved(
  rounds: number,
  sides: Sides<() => number | Promise<number>>,
): Promise<Sides<number>> {
  const ours: number[] = []
  const stock: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await sides.ours())
    stock.push(await sides.stock())
  }
  return { ours: median(ours), stock: median(stock) }
}

/** Calls a second of a function that is called for so many milliseconds. */
export function callsASecond(call: () => unknown, milliseconds: number): number {
  const start = performance.now()
  let calls = 0
  while (performance.now() - start < milliseconds) {
    call()
    calls += 1
  }
  return (calls * 1000) / (performance.now() - start)
}

/** Pages a second over loopback, asked for by another thread from many addresses. Any answer but a page is a fault. */
export async function pagesASecond(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections: 10, duration: seconds, workers: 1, requests: MANY_VISITORS })
  const faults = result.non2xx + result.errors + result.timeouts
  if (faults > 0) throw new Error(`${faults} answers of ${url} were no pages`)
  return result.requests.average
}

const MANY_VISITORS = Array.from({ length: 200 }, (_none, at) => ({
  method: 'GET' as const,
  headers: { 'x-forwarded-for': `10.0.${Math.floor(at / 100)}.${at % 100}` },
}))

const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
