const CODES = /^(08...|53...|57...|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/
/** Where pg gives no code. */
const MESSAGES = /^(Connection terminated|Client has encountered a connection error)/

/** A fault of the connection or of a busy or stopping server, not of what was asked: the same work may succeed in a minute. */
export function isPassingFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return CODES.test(String(Reflect.get(error, 'code'))) || MESSAGES.test(error.message)
}
