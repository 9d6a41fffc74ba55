/** Clients' own time-outs count silence, not time: an answer that drips must end too. Rejects with the code ETIMEDOUT. */
export function inTime<Answer>(seconds: number, request: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' })),
      seconds * 1_000,
    )
  })
  return Promise.race([request, tooLate]).finally(() => clearTimeout(timer))
}

/** No connection was made, so nothing can have been accepted. */
export const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
