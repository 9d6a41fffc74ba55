import { safeReturnPath } from '#src/platform/http/return-path.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { BROWSER_MEMORY } from './sign-in-rules.ts'

/** What this browser remembers of where its visitor was going. */
const RETURN = 'return-to'

export function rememberReturn({ cookies }: WebRequest, path: string | undefined) {
  const safe = safeReturnPath(path)
  if (safe) cookies.set(RETURN, safe, BROWSER_MEMORY.total('seconds'))
}

/** Where the visitor was going; forgotten once it is asked. */
export function takeReturn({ cookies }: WebRequest): string | null {
  const path = safeReturnPath(cookies.get(RETURN))
  cookies.clear(RETURN)
  return path
}
